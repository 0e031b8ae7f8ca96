import type { Instance } from "./instance";

/**
 * Rendezvous (highest random weight) hashing: every instance draws a number for the room, and the highest wins. When an instance
 * leaves, only its own rooms get another winner; no table has to be kept or agreed on.
 */
export function rendezvous(room: string, instances: readonly Instance[]): Instance | undefined {
  const roomHash = fnv1a(room);
  let best: Instance | undefined;
  let bestWeight = -1;
  for (const instance of instances) {
    const weight = mix(roomHash ^ fnv1a(instance.id));
    if (weight > bestWeight || (weight === bestWeight && best !== undefined && instance.id < best.id)) {
      best = instance;
      bestWeight = weight;
    }
  }
  return best;
}

/** FNV-1a, 32 bits. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}

/** Finalizer of MurmurHash3: spreads every bit over all, so that names which differ little draw unrelated numbers. */
function mix(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
