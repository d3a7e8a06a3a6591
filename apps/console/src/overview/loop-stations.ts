import type { Text } from '../text/use-text.js';
import type { Loop } from './use-loop.js';

/** One station of the loop as the picture shows it. */
export interface Station {
  id: 'vehicles' | 'log' | 'twin' | 'turns' | 'clusters' | 'model' | 'rollout';
  href: string;
  title: string;
  figure: string;
  note: string;
  /** Something wants attention here. */
  tone: 'calm' | 'busy' | 'alert';
}

const MISSING = '–';

/** The stations in the order of the loop, with their live figures. */
export function stationsOf(loop: Loop, text: Text): Station[] {
  return [
    vehicles(loop, text),
    log(loop, text),
    twin(loop, text),
    turns(loop, text),
    clusters(loop, text),
    model(loop, text),
    rollout(loop, text),
  ];
}

function vehicles({ vehicles }: Loop, { t, number }: Text): Station {
  const figure = vehicles ? `${number(vehicles.online)} / ${number(vehicles.total)}` : MISSING;
  return { id: 'vehicles', href: '/vehicles', title: t('loop.vehicles'), figure, note: t('loop.vehicles.note'), tone: 'calm' };
}

function log({ ledger, rate }: Loop, { t, compact, number }: Text): Station {
  const note = rate.now === null ? t('loop.log.note.none') : t('loop.log.note', { rate: number(rate.now, 1) });
  const tone = (rate.now ?? 0) > 0 ? 'busy' : 'calm';
  return { id: 'log', href: '/vehicles', title: t('loop.log'), figure: ledger ? compact(ledger.stored) : MISSING, note, tone };
}

function twin({ ledger }: Loop, { t, number }: Text): Station {
  const figure = ledger ? number(ledger.missing) : MISSING;
  const note = t('loop.twin.note', { lost: number(ledger?.declaredLost) });
  const tone = ledger && ledger.duplicatesVisible > 0 ? 'alert' : 'calm';
  return { id: 'twin', href: '/vehicles', title: t('loop.twin'), figure, note, tone };
}

function turns({ turns: summary }: Loop, { t, compact, percent }: Text): Station {
  const share = (count: number | undefined) => (summary && summary.total > 0 ? percent((count ?? 0) / summary.total) : MISSING);
  const by = summary?.byAnswerer;
  const note = t('loop.turns.note', { vehicle: share(by?.vehicle), region: share(by?.region), model: share(by?.model) });
  return { id: 'turns', href: '/turns', title: t('loop.turns'), figure: summary ? compact(summary.total) : MISSING, note, tone: 'calm' };
}

function clusters({ learning }: Loop, { t, number }: Text): Station {
  const open = learning?.openClusters ?? 0;
  const note = t('loop.clusters.note', { candidates: number(learning?.candidates) });
  const figure = learning ? number(open) : MISSING;
  return { id: 'clusters', href: '/learning', title: t('loop.clusters'), figure, note, tone: open > 0 ? 'alert' : 'calm' };
}

function model({ learning, newest }: Loop, { t, name, percent }: Text): Station {
  const run = learning?.run;
  const isTraining = learning?.stage === 'training' && run;
  const figure = learning ? name('learning.stage', learning.stage) : MISSING;
  const done = isTraining && run.progress.steps > 0 ? run.progress.step / run.progress.steps : null;
  const note = isTraining ? `${name('runs.state', run.state)} · ${percent(done)}` : (newest?.version ?? MISSING);
  const href = isTraining ? '/learning?part=runs' : '/models';
  return { id: 'model', href, title: t('loop.model'), figure, note, tone: isTraining ? 'busy' : 'calm' };
}

function rollout({ rollout: current }: Loop, { t, name, percent }: Text): Station {
  const title = t('loop.rollout');
  if (!current) return { id: 'rollout', href: '/rollouts', title, figure: MISSING, note: t('loop.rollout.none'), tone: 'calm' };
  const stage = current.currentStage === null ? undefined : current.stages[current.currentStage];
  const note = stage ? `${current.version} · ${stage.name} ${percent(stage.percent / 100)}` : current.version;
  const isAlert = current.state === 'halted' || current.state === 'draft' || current.state === 'rolling-back';
  const tone = isAlert ? 'alert' : current.state === 'running' ? 'busy' : 'calm';
  return {
    id: 'rollout',
    href: `/rollouts/${encodeURIComponent(current.id)}`,
    title,
    figure: name('rollouts.state', current.state),
    note,
    tone,
  };
}
