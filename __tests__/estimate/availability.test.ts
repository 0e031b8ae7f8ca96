import fc from "fast-check";
import {
  anyOf,
  availability,
  type Block,
  formula,
  parallel,
  part,
  series,
} from "../../modules/estimate/availability/block";
import { azureSla } from "../../modules/estimate/availability/sla";
import { estimated, openvidu, ownMachine, resilient, standard, turnJanus } from "./estimated";

/** Within a ten thousandth of a per cent. */
const digits = 6;

it("gives the product of the published design: 99.739 %", () => {
  const { signalrStandard, functions, storage, metered, keyVault, page } = azureSla;
  const design = series(...[signalrStandard, functions, storage, metered, keyVault, page].map(part));
  expect(availability(design)).toBeCloseTo(0.999 * 0.9995 * 0.9995 * 0.99999 * 0.9999 * 0.9995, 12);
  expect((availability(design) * 100).toFixed(3)).toBe("99.739");
});

it("gives the same for the environment that is the published design: one region of tier standard", () => {
  expect(estimated({ azure: standard }).availability?.availability).toBeCloseTo(0.997393, digits);
});

it("gives 99.949 % for two regions behind one page", () => {
  const region = 0.999 * 0.9995 * 0.9995 * 0.9999;
  const whole = estimated({ azure: { ...resilient, frontDoor: false } }).availability?.availability ?? 0;
  expect(whole).toBeCloseTo((1 - (1 - region) ** 2) * 0.9995 * 0.99999, 12);
  expect((whole * 100).toFixed(3)).toBe("99.949");
});

it("gives more than 99.98 % for two regions behind two front ends", () => {
  const region = 0.999 * 0.9995 * 0.9995 * 0.9999;
  const whole = estimated({ azure: resilient }).availability?.availability ?? 0;
  expect(whole).toBeCloseTo((1 - (1 - region) ** 2) * 0.9999 * (1 - 0.0005 ** 2) * 0.99999, 12);
  expect(whole).toBeGreaterThanOrEqual(0.9998);
});

it("takes the TURN fleet on AWS and metered.ca for two relays of which one is enough", () => {
  const { services } = estimated({ aws: turnJanus, azure: { ...resilient, turn: ["aws", "metered"] } });
  const relay = services.find(({ service }) => service === "relay");
  expect(relay?.availability).toBeCloseTo(1 - (1 - 0.9999 * (1 - 0.005 ** 2)) * (1 - 0.99999), 12);
});

it("counts machines of one zone as one", () => {
  const oneZone = { ...turnJanus, regions: { "us-east-1": { zones: 1 } } };
  const { services } = estimated({ aws: oneZone });
  expect(services.find(({ service }) => service === "relay")?.availability).toBeCloseTo(0.995, 12);
});

it("counts media in the region where a room lives, and relays in all", () => {
  const regions = { "us-east-1": { zones: 2 }, "eu-west-1": { zones: 2 } };
  const { services } = estimated({ aws: { ...turnJanus, regions } });
  const fleet = 0.9999 * (1 - 0.005 ** 2);
  expect(services.map(({ service, availability: figure }) => [service, figure])).toEqual([
    ["relay", expect.closeTo(1 - (1 - fleet) ** 2, 12)],
    ["media", expect.closeTo(0.9999 * 0.995, 12)],
  ]);
});

it("needs two of the four masters of OpenVidu, and one media node", () => {
  const { services } = estimated({ aws: openvidu });
  const down = 0.005;
  const fewerThanTwo = down ** 4 + 4 * 0.995 * down ** 3;
  expect(services.map(({ service, availability: figure }) => [service, figure])).toEqual([
    ["signalling", expect.closeTo(0.9999 * 0.9999 * (1 - fewerThanTwo), 12)],
    ["media", expect.closeTo(0.9999 * (1 - down ** 2), 12)],
  ]);
});

it("promises nothing for machines of the team's own", () => {
  expect(estimated({ goLive: ownMachine }).availability).toBeUndefined();
});

it("names what nobody promises", () => {
  const { availability: whole } = estimated({ azure: { ...standard, tier: "free" } });
  expect(whole?.withoutPromise.map(({ name, without }) => [name, without])).toEqual([
    ["Static Web App Free", "free"],
    ["SignalR Free", "free"],
    ["metered.ca", "advertised"],
  ]);
});

it("says blocks as a formula", () => {
  const [a, b] = [part(azureSla.functions), part(azureSla.storage)];
  expect(formula(series(a, anyOf(2, b), parallel(a, b)))).toBe(
    "Functions × 1 of 2 [Storage] × 1 of [Functions | Storage]",
  );
});

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });
const blocksOf = (figures: readonly number[]): Block[] =>
  figures.map((figure) => part({ name: "any", availability: figure, source: "aws" }));

it("never calls a series better than its worst part, nor parallel parts worse than the best", () => {
  fc.assert(
    fc.property(shares, (figures) => {
      const blocks = blocksOf(figures);
      const rounding = 1e-12;
      return (
        availability(series(...blocks)) <= Math.min(...figures) + rounding &&
        availability(parallel(...blocks)) >= Math.max(...figures) - rounding
      );
    }),
  );
});
