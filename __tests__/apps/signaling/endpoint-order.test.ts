import fc from "fast-check";
import { endpointOrder } from "../../../apps/signaling/src/shared/endpoint-order";

const endpoint = fc.stringMatching(/^[a-z]{3,12}$/).map((key) => ({ key, api: `https://${key}.example.com/api` }));
const endpoints = fc.uniqueArray(endpoint, { minLength: 2, maxLength: 5, selector: ({ key }) => key });
const room = fc.stringMatching(/^[A-Za-z0-9_-]{10,64}$/);

it("orders the endpoints of a room the same, in whatever order they are listed", () => {
  fc.assert(
    fc.property(endpoints, room, (list, id) => {
      expect(endpointOrder(id, list.toReversed())).toEqual(endpointOrder(id, list));
    }),
  );
});

it("sends the rooms of a lost endpoint to the next of their order, and moves no other room", () => {
  fc.assert(
    fc.property(endpoints, room, fc.nat(), (list, id, n) => {
      const lost = list[n % list.length];
      const left = endpointOrder(id, list).filter((candidate) => candidate !== lost);
      expect(
        endpointOrder(
          id,
          list.filter((candidate) => candidate !== lost),
        ),
      ).toEqual(left);
    }),
  );
});

it("spreads rooms evenly: two regions get between 45 and 55 per cent each", () => {
  const regions = ["westeurope", "northeurope"].map((key) => ({ key, api: `https://${key}.example.com` }));
  const first = Array.from({ length: 10_000 }, (_, n) => endpointOrder(`room-${n}-abcdef`, regions)[0]?.key);
  const share = first.filter((key) => key === "westeurope").length / first.length;
  expect(share).toBeGreaterThan(0.45);
  expect(share).toBeLessThan(0.55);
});

it("keeps its order from release to release: pages and functions of different age have to agree", () => {
  const regions = ["westeurope", "northeurope", "eastus2"].map((key) => ({ key, api: "" }));
  const keys = ["room-0000000001", "room-0000000002", "room-0000000003"].map((id) =>
    endpointOrder(id, regions).map(({ key }) => key),
  );
  expect(keys).toEqual([
    ["eastus2", "northeurope", "westeurope"],
    ["northeurope", "westeurope", "eastus2"],
    ["northeurope", "westeurope", "eastus2"],
  ]);
});
