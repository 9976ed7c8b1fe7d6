import { ConfigProvider, Skeleton, theme as themes } from 'antd';
import zh from 'antd/locale/zh_CN';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { ChatPage } from './chat/ChatPage.tsx';
import { Entrance } from './chat/entrance/Entrance.tsx';
import { Frame } from './shared/frame/Frame.tsx';
import { looksAtUnits, type Place } from './shared/frame/Nav.tsx';
import { type Theme, useTheme } from './shared/theme.ts';
import type { Me } from './shared/wire.ts';
import { useMe, type WhoIsHere } from './useMe.ts';

const AuditPage = lazy(() => import('./audit/AuditPage.tsx'));
const CuratorPage = lazy(() => import('./curator/CuratorPage.tsx'));
const ManagerPage = lazy(() => import('./manager/ManagerPage.tsx'));
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
const FONT =
  'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

const LOADING = (
  <div className="sheet">
    <Skeleton active />
  </div>
);

/** The look of antd's parts: ours, in light or dark. */
const look = (dark: boolean) => ({
  algorithm: dark ? themes.darkAlgorithm : themes.defaultAlgorithm,
  token: {
    colorPrimary: dark ? '#22897d' : '#0b7a72',
    colorLink: dark ? '#4cc0b2' : '#0b7a72',
    ...(dark ? { colorBgBase: '#0e1615', colorBgContainer: '#1b2826', colorBgLayout: '#0e1615' } : {}),
    borderRadius: 10,
    fontSize: 15,
    fontFamily: FONT,
  },
});

export function App() {
  const theme = useTheme();
  const who = useMe();
  const antd = useMemo(() => look(theme.dark), [theme.dark]);
  return (
    <ConfigProvider locale={zh} theme={antd} csp={{ nonce }} button={{ autoInsertSpace: false }}>
      {who.me === undefined && (
        <main className="waiting" aria-busy="true">
          <Skeleton active paragraph={{ rows: 4 }} />
        </main>
      )}
      {who.me === null && <Entrance entered={who.settle} />}
      {who.me && <Here key={who.me.peer} me={who.me} who={who} theme={theme} />}
    </ConfigProvider>
  );
}

/** The page that the address names. */
function Here({ me, who, theme }: { readonly me: Me; readonly who: WhoIsHere; readonly theme: Theme }) {
  const { refresh, leave, now } = who;
  const beside = (here: Place, title: string, page: ReactNode) => (
    <Frame me={me} theme={theme} leave={leave} here={here} title={title}>
      <Suspense fallback={LOADING}>{page}</Suspense>
    </Frame>
  );
  switch (location.pathname) {
    case '/manager':
      return beside('manager', looksAtUnits(me) ? '科室进度' : '待审核', <ManagerPage me={me} gone={refresh} />);
    case '/curator':
      return beside('curator', '待补的问答', <CuratorPage peer={me.peer} gone={refresh} />);
    case '/audit':
      return beside('audit', '审计记录', <AuditPage peer={me.peer} gone={refresh} />);
    default:
      return <ChatPage me={me} theme={theme} leave={leave} now={now} gone={refresh} refresh={refresh} />;
  }
}
