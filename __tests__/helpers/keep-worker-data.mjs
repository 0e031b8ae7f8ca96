/**
 * Workers of jest-light-runner 0.8.2 ask the parent for their settings. The answer to the first goes to all, and who asks later, because
 * the machine is busy, is never answered: the run hangs. So a worker keeps an answer that comes before its question.
 */
const question = "jest-light-runner-get-worker-data";
const answer = "jest-light-runner-worker-data";

let kept;

const send = process.send?.bind(process);
if (send) {
  // From the moment in which anybody listens: earlier it would take the pool's first messages away.
  process.on("newListener", function begin(event) {
    if (event === "message") {
      process.off("newListener", begin);
      process.on("message", (message) => {
        kept = message?.type === answer ? message : kept;
      });
    }
  });

  process.send = (message, ...rest) => {
    if (message === question && kept) {
      process.nextTick(() => process.emit("message", kept));
      return true;
    }
    return send(message, ...rest);
  };
}
