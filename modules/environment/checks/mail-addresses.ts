import type { Finding } from "../problem";
import { type Check, findingIf } from "./check";

/** Subscribers of one notification (AWS Budgets quotas). */
const mostBudgetSubscribers = 10;

/** Somebody can be told: each address is one, and AWS Budgets takes ten. */
export const checkMailAddresses: Check = ({ budget, notify, aws }) => [
  ...(budget ? listFindings("budget.notify", budget.notify) : []),
  ...(budget ? countFindings(budget.notify) : []),
  // Without a list of its own, `notify` is that of the budget, which is judged above.
  ...(notify === budget?.notify ? [] : listFindings("notify", notify)),
  ...(aws?.topology === "turn-janus" && aws.turn.tls.mode === "node" && aws.turn.tls.certificate.kind === "acme"
    ? addressFindings("aws.turn.tls.certificate.email", aws.turn.tls.certificate.email)
    : []),
];

function countFindings(addresses: readonly string[]): readonly Finding[] {
  return findingIf(addresses.length === 0 || addresses.length > mostBudgetSubscribers, () => ({
    path: "budget.notify",
    value: addresses,
    rule: `A budget tells 1 to ${mostBudgetSubscribers} addresses (AWS Budgets); here are ${addresses.length}.`,
    remedy: addresses.length === 0 ? "name somebody" : "name a mailing list instead",
  }));
}

function listFindings(path: string, addresses: readonly string[]): readonly Finding[] {
  return addresses.flatMap((address, index) => [
    ...addressFindings(`${path}[${index}]`, address),
    ...findingIf(addresses.indexOf(address) !== index, () => ({
      path: `${path}[${index}]`,
      value: address,
      rule: "The address is listed twice; a topic takes it once.",
      remedy: "list it once",
    })),
  ]);
}

function addressFindings(path: string, address: string): readonly Finding[] {
  return findingIf(!/^[^\s@<>",;]+@[^\s@.<>",;]+(?:\.[^\s@.<>",;]+)+$/.test(address) || address.length > 254, () => ({
    path,
    value: address,
    rule: "Not a mail address.",
    remedy: 'write it bare, such as "ops@example.com"',
  }));
}
