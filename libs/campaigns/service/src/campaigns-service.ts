import {
  addCampaign,
  type CampaignRow,
  countStates,
  findCampaign,
  listCampaigns,
  listCampaignVehicles,
  listVehicles,
  lockCampaign,
  readCollected,
  removeCampaign,
  saveCampaign,
  tickClock,
} from '@headway/campaigns/store';
import { inCohort } from '@headway/campaigns/rules';
import type { CampaignDefinition, CampaignState, CampaignSummary, CampaignVehicle, CampaignView, Page } from '@headway/contracts';
import { AppError } from '@headway/platform/errors';
import { decodeCursor, pageOf } from '@headway/platform/http';
import type { CampaignsOptions } from './campaigns-options.js';
import { checkCampaign } from './check-definition.js';
import { type Distributor, toCampaign } from './distributor.js';
import type { CampaignQuery, CampaignVehicleQuery } from './requests.js';

/** What may follow a state. */
const NEXT: Readonly<Record<'start' | 'pause' | 'stop', { from: readonly CampaignState[]; to: CampaignState }>> = {
  start: { from: ['draft', 'paused'], to: 'running' },
  pause: { from: ['running'], to: 'paused' },
  stop: { from: ['running', 'paused', 'draft'], to: 'stopped' },
};
const COHORT_PAGE = 5000;

/** Campaigns as engineers handle them. */
export class CampaignsService {
  constructor(private readonly parts: { options: CampaignsOptions; distributor: Distributor }) {}

  /** @throws AppError `invalid-campaign`, `conflict` when the id is taken */
  async create(definition: CampaignDefinition): Promise<CampaignSummary> {
    const { dataSource, clock } = this.parts.options;
    const now = clock.epochMs();
    const row: CampaignRow = { id: definition.id, revision: 1, state: 'draft', definition, createdAt: now, updatedAt: now };
    this.#check(row);
    if (!(await addCampaign(dataSource, row))) throw new AppError('conflict', `there is a campaign ${definition.id} already`);
    return summaryOf(row);
  }

  /**
   * Changes a campaign; one that runs goes to its vehicles as a new revision.
   * @throws AppError `conflict` when it is not at `revision` any more, or has been stopped
   */
  async change(id: string, revision: number, definition: CampaignDefinition): Promise<CampaignSummary> {
    if (definition.id !== id) throw new AppError('invalid-request', 'id: a campaign keeps its id');
    return this.#write(id, (row) => {
      if (row.revision !== revision) throw new AppError('conflict', `the campaign is at revision ${row.revision}, not ${revision}`);
      if (row.state === 'stopped') throw new AppError('conflict', 'a stopped campaign does not change any more');
      const changed = { ...row, revision: row.revision + 1, definition };
      this.#check(changed);
      return changed;
    });
  }

  /** @throws AppError `not-found`, `conflict` when the state does not allow it */
  async move(id: string, step: keyof typeof NEXT): Promise<CampaignSummary> {
    const { from, to } = NEXT[step];
    return this.#write(id, (row) => {
      if (row.state === to) return row;
      if (!from.includes(row.state)) throw new AppError('conflict', `a campaign that is ${row.state} cannot ${step}`);
      // The catalogue may have changed since.
      if (to === 'running') this.#check(row);
      return { ...row, state: to };
    });
  }

  /** @throws AppError `not-found`, `conflict` while it runs */
  async remove(id: string): Promise<void> {
    const { dataSource } = this.parts.options;
    await dataSource.transaction(async (manager) => {
      const row = await lockCampaign(manager, id);
      if (!row) throw notFound(id);
      if (row.state === 'running') throw new AppError('conflict', 'stop or pause the campaign first');
      await removeCampaign(manager, id);
    });
  }

  async list({ limit, cursor, state, text }: CampaignQuery): Promise<Page<CampaignSummary>> {
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const { rows, total } = await listCampaigns(this.parts.options.dataSource, { state, text, after, limit });
    return pageOf(rows, limit, total, summaryOf, ({ createdAt, id }) => [createdAt, id]);
  }

  /** @throws AppError `not-found` */
  async view(id: string): Promise<CampaignView> {
    const { dataSource } = this.parts.options;
    const row = await this.#find(id);
    const [cohort, reported, collected] = await Promise.all([
      this.#cohortSize(row),
      countStates(dataSource, id, row.revision),
      readCollected(dataSource, id),
    ]);
    return { ...summaryOf(row), vehicles: { cohort, reported }, collected };
  }

  /** @throws AppError `not-found` */
  async vehicles(id: string, { limit, cursor, state }: CampaignVehicleQuery): Promise<Page<CampaignVehicle>> {
    await this.#find(id);
    const [after] = cursor === undefined ? [''] : decodeCursor(cursor);
    const { rows, total } = await listCampaignVehicles(this.parts.options.dataSource, { campaign: id, state, after: String(after), limit });
    return pageOf(
      rows,
      limit,
      total,
      (row) => row,
      ({ vin }) => [vin],
    );
  }

  async #write(id: string, change: (row: CampaignRow) => CampaignRow): Promise<CampaignSummary> {
    const { options, distributor } = this.parts;
    const saved = await options.dataSource.transaction(async (manager) => {
      const row = await lockCampaign(manager, id);
      if (!row) throw notFound(id);
      const changed = change(row);
      if (changed === row) return row;
      const stamped = { ...changed, updatedAt: options.clock.epochMs() };
      await saveCampaign(manager, stamped);
      if (row.state === 'running' || stamped.state === 'running') await tickClock(manager);
      return stamped;
    });
    distributor.wake();
    return summaryOf(saved);
  }

  async #find(id: string): Promise<CampaignRow> {
    const row = await findCampaign(this.parts.options.dataSource, id);
    if (!row) throw notFound(id);
    return row;
  }

  async #cohortSize({ id, definition }: CampaignRow): Promise<number> {
    let size = 0;
    for (let after = ''; ;) {
      const vehicles = await listVehicles(this.parts.options.dataSource, { after, limit: COHORT_PAGE, vins: definition.cohort.vins });
      size += vehicles.filter(({ vin }) => inCohort(definition.cohort, id, vin)).length;
      const last = vehicles.at(-1);
      if (!last || vehicles.length < COHORT_PAGE) return size;
      after = last.vin;
    }
  }

  #check(row: CampaignRow): void {
    const { signals, clock } = this.parts.options;
    checkCampaign(toCampaign(row), signals);
    if (row.definition.expiresAt <= clock.epochMs()) throw new AppError('invalid-campaign', 'expiresAt: the campaign has expired already');
  }
}

const notFound = (id: string) => new AppError('not-found', `there is no campaign ${id}`);

const summaryOf = ({ definition, revision, state, createdAt, updatedAt }: CampaignRow): CampaignSummary => ({
  ...definition,
  revision,
  state,
  createdAt,
  updatedAt,
});

function readCursor(cursor: string): { createdAt: number; id: string } {
  const [createdAt, id] = decodeCursor(cursor);
  if (typeof createdAt !== 'number' || typeof id !== 'string') throw new AppError('invalid-cursor', 'the cursor was not made by this list');
  return { createdAt, id };
}
