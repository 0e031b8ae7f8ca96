/** Runs tasks of one key one after the other, tasks of different keys side by side. */
export class KeyedQueue {
  private readonly tails = new Map<string, Promise<unknown>>();

  run<R>(key: string, task: () => Promise<R>): Promise<R> {
    const before = this.tails.get(key) ?? Promise.resolve();
    const result = before.then(task, task);
    this.tails.set(key, result);
    const forget = (): void => {
      if (this.tails.get(key) === result) {
        this.tails.delete(key);
      }
    };
    result.then(forget, forget);
    return result;
  }
}
