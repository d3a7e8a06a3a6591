import { createHash } from 'node:crypto';
import type { Candidate } from '@headway/contracts';
import { type Derived, foldUtterance, isStronger, labelOf, type OpenCluster, placeUtterance } from '@headway/learning/feedback';
import { type EntityManager, In } from 'typeorm';
import { CandidateEntity } from './entities/candidate.entity.js';
import { ClusterEntity } from './entities/cluster.entity.js';

const digest = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('hex');

/** One candidate a turn of a vehicle, so that evidence which is delivered again changes nothing. */
const candidateId = (vehicle: string, turn: string) => `c-${digest(vehicle, turn).slice(0, 20)}`;

/** The candidate as the API shows it. */
export const toCandidate = ({ id, kind, language, utterance, frames, turn, vehicleModelVersion, at }: CandidateEntity): Candidate => ({
  id,
  kind,
  language,
  utterance,
  frames,
  turn,
  vehicleModelVersion,
  at,
});

const newCluster = (id: string, label: string, scattered: boolean, now: number): ClusterEntity => ({
  id,
  label,
  scattered,
  state: 'open',
  acceptedLabel: null,
  decidedBy: null,
  createdAt: now,
  updatedAt: now,
});

/** Longest list of utterances that a new one is compared with, the newest ones of a cluster. */
const COMPARED_UTTERANCES = 200;

async function openClusters(manager: EntityManager, label: string): Promise<OpenCluster[]> {
  const rows: { id: string; scattered: boolean; utterances: string[] }[] = await manager.query(
    `SELECT k.id, k.scattered, (SELECT coalesce(array_agg(u.utterance ORDER BY u.utterance), '{}') FROM (
        SELECT c.utterance FROM learning_candidates c WHERE c.cluster = k.id GROUP BY c.utterance ORDER BY max(c.at) DESC LIMIT $2) u) AS utterances
     FROM learning_clusters k WHERE k.label = $1 AND k.state = 'open' ORDER BY k.created_at, k.id`,
    [label, COMPARED_UTTERANCES],
  );
  return rows;
}

/** A readable id that is the same whenever the same candidates come again, and free. */
async function freeClusterId(manager: EntityManager, label: string, founder: string): Promise<string> {
  const base = `${label.replaceAll('+', '_')}-${digest(label, founder).slice(0, 8)}`;
  for (let generation = 1; ; generation += 1) {
    const id = generation === 1 ? base : `${base}-${generation}`;
    if (!(await manager.existsBy(ClusterEntity, { id }))) return id;
  }
}

/** The cluster in which a reviewer has already decided about exactly this utterance with this label. */
async function decidedCluster(manager: EntityManager, label: string, folded: string): Promise<string | undefined> {
  const [row]: { cluster: string }[] = await manager.query(
    `SELECT c.cluster FROM learning_candidates c JOIN learning_clusters k ON k.id = c.cluster
     WHERE c.folded = $1 AND c.label = $2 AND k.state <> 'open' ORDER BY k.updated_at DESC LIMIT 1`,
    [folded, label],
  );
  return row?.cluster;
}

async function clusterFor(manager: EntityManager, label: string, utterance: string, now: number): Promise<string> {
  const decided = await decidedCluster(manager, label, foldUtterance(utterance));
  if (decided) return decided;
  const clusters = await openClusters(manager, label);
  const placement = placeUtterance(utterance, clusters);
  if (clusters.some((cluster) => cluster.id === placement.cluster)) return placement.cluster;
  const grouped = 'moves' in placement;
  const id = await freeClusterId(manager, label, grouped ? foldUtterance(utterance) : '');
  await manager.insert(ClusterEntity, newCluster(id, label, !grouped, now));
  const scattered = clusters.find((cluster) => cluster.scattered);
  if (grouped && scattered) {
    await manager.update(CandidateEntity, { cluster: scattered.id, utterance: In(placement.moves) }, { cluster: id });
    await removeIfEmpty(manager, scattered.id);
  }
  return id;
}

async function removeIfEmpty(manager: EntityManager, cluster: string): Promise<void> {
  if (!(await manager.existsBy(CandidateEntity, { cluster }))) await manager.delete(ClusterEntity, { id: cluster, state: 'open' });
}

/** Makes way for a stronger kind of evidence about the same turn; false when what is known stays. */
async function displace(manager: EntityManager, known: CandidateEntity, kind: Candidate['kind']): Promise<boolean> {
  if (!isStronger(kind, known.kind)) return false;
  if (!(await manager.existsBy(ClusterEntity, { id: known.cluster, state: 'open' }))) return false;
  await manager.delete(CandidateEntity, { id: known.id });
  await removeIfEmpty(manager, known.cluster);
  return true;
}

/**
 * Adds a candidate and puts it into a cluster. Runs in its caller's transaction and one at a time, because where a candidate goes depends on
 * all others. Undefined when the turn already has a candidate that stays.
 */
export async function addCandidate(
  manager: EntityManager,
  { vehicle, derived, now }: { vehicle: string; derived: Derived; now: number },
): Promise<CandidateEntity | undefined> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtext('learning_clusters'))`);
  const known = await manager.findOneBy(CandidateEntity, { vehicle, turn: derived.turn });
  if (known && !(await displace(manager, known, derived.kind))) return undefined;
  const label = labelOf(derived.frames);
  const cluster = await clusterFor(manager, label, derived.utterance, now);
  const row: CandidateEntity = {
    ...derived,
    id: candidateId(vehicle, derived.turn),
    vehicle,
    folded: foldUtterance(derived.utterance),
    label,
    cluster,
  };
  await manager.insert(CandidateEntity, row);
  await manager.update(ClusterEntity, { id: cluster }, { updatedAt: now });
  return row;
}
