import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { CampaignPage } from '../campaigns/campaign-page.js';
import { CampaignsPage } from '../campaigns/campaigns-page.js';
import { LearningPage } from '../learning/learning-page.js';
import { ModelPage } from '../models/model-page.js';
import { ModelsPage } from '../models/models-page.js';
import { OverviewPage } from '../overview/overview-page.js';
import { RegionsPage } from '../regions/regions-page.js';
import { RolloutPage } from '../rollouts/rollout-page.js';
import { RolloutsPage } from '../rollouts/rollouts-page.js';
import { TelemetryPage } from '../telemetry/telemetry-page.js';
import type { MessageKey } from '../text/messages.js';
import { initialLanguage, rememberLanguage, TextContext, textOf, useText } from '../text/use-text.js';
import { TurnsPage } from '../turns/turns-page.js';
import { Link } from '../ui/link.js';
import { Notices } from '../ui/notice.js';
import { Empty } from '../ui/states.js';
import { VehiclePage } from '../vehicles/vehicle-page.js';
import { VehiclesPage } from '../vehicles/vehicles-page.js';
import { OfflineBanner } from './offline-banner.js';
import { type Route, useRoute } from './route.js';

const PAGES = ['overview', 'vehicles', 'telemetry', 'campaigns', 'turns', 'learning', 'models', 'rollouts', 'regions'] as const;
type PageName = (typeof PAGES)[number];

const pageOf = ({ parts }: Route): PageName | undefined => {
  const name = parts[0] ?? 'overview';
  return PAGES.find((page) => page === name);
};

function pageContent(route: Route): ComponentChildren {
  const id = route.parts[1];
  switch (pageOf(route)) {
    case 'overview':
      return <OverviewPage />;
    case 'vehicles':
      return id ? <VehiclePage key={id} vin={id} /> : <VehiclesPage route={route} />;
    case 'telemetry':
      return <TelemetryPage route={route} />;
    case 'campaigns':
      return id ? <CampaignPage key={id} id={id} /> : <CampaignsPage />;
    case 'turns':
      return <TurnsPage route={route} />;
    case 'learning':
      return <LearningPage route={route} />;
    case 'models':
      return id ? <ModelPage key={id} id={id} /> : <ModelsPage route={route} />;
    case 'rollouts':
      return id ? <RolloutPage key={id} id={id} /> : <RolloutsPage />;
    case 'regions':
      return <RegionsPage />;
    default:
      return <NotFound />;
  }
}

function NotFound() {
  const { t } = useText();
  return <Empty>{t('app.not-found')}</Empty>;
}

/** The console: navigation, banner, and the page that the address names. */
export function App() {
  const [language, setLanguage] = useState(initialLanguage);
  const text = useMemo(() => textOf(language), [language]);
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  const page = pageOf(route);

  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    const title = page ? text.t(`nav.${page}`) : '';
    document.title = [route.parts[1], title, text.t('app.name')].filter(Boolean).join(' · ');
  }, [language, route.path]);

  useEffect(() => {
    if (!isFirst.current) main.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    if (!isFirst.current) scrollTo(0, 0);
    isFirst.current = false;
  }, [route.path]);

  const switchLanguage = () => {
    const other = language === 'zh' ? 'en' : 'zh';
    rememberLanguage(other);
    setLanguage(other);
  };

  return (
    <TextContext.Provider value={text}>
      <a class="skip" href="#main">
        {text.t('app.skip')}
      </a>
      <div class="frame">
        <Navigation page={page} onLanguage={switchLanguage} />
        <main id="main" ref={main} tabIndex={-1}>
          <OfflineBanner />
          {pageContent(route)}
        </main>
      </div>
      <Notices />
    </TextContext.Provider>
  );
}

function Navigation({ page, onLanguage }: { page: PageName | undefined; onLanguage: () => void }) {
  const { t } = useText();
  return (
    <header class="side">
      <Link class="brand" href="/">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <rect width="32" height="32" rx="8" />
          <path d="M23 10a9 9 0 1 0 2 6" />
          <path d="m19 11 5 0 0-5" />
        </svg>
        <span>
          <b>{t('app.name')}</b>
          <small>{t('app.tagline')}</small>
        </span>
      </Link>
      <nav aria-label={t('nav.label')}>
        {PAGES.map((name) => (
          <Link key={name} href={name === 'overview' ? '/' : `/${name}`} aria-current={name === page ? 'page' : undefined}>
            {t(`nav.${name}` satisfies MessageKey)}
          </Link>
        ))}
      </nav>
      <div class="side-foot">
        <button type="button" class="button" onClick={onLanguage} aria-label={t('app.language.switch')}>
          {t('app.language')}
        </button>
        <a class="button" href="/api/docs">
          {t('app.docs')}
        </a>
      </div>
    </header>
  );
}
