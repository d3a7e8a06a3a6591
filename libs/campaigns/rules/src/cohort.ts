import type { CampaignCohort } from '@headway/contracts';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const BUCKETS = 100_000;

/** Where a vehicle falls for a campaign, 0 to 1: fixed for the pair, and unrelated between campaigns. FNV-1a with murmur3's finaliser. */
function placeOf(id: string, vin: string): number {
  let hash = FNV_OFFSET;
  for (const character of `${id}:${vin}`) hash = Math.imul(hash ^ (character.codePointAt(0) as number), FNV_PRIME);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) % BUCKETS) / BUCKETS;
}

/** Whether a vehicle belongs to a campaign's cohort. A larger share holds every vehicle of a smaller one. */
export function inCohort({ vins, vinPrefixes, share }: CampaignCohort, id: string, vin: string): boolean {
  if (vins && !vins.includes(vin)) return false;
  if (vinPrefixes && !vinPrefixes.some((prefix) => vin.startsWith(prefix))) return false;
  return placeOf(id, vin) < share;
}
