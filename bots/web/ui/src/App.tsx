import { ConfigProvider, Skeleton, theme as themes } from 'antd';
import zh from 'antd/locale/zh_CN';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ChatPage } from './chat/ChatPage.tsx';
import { Entrance } from './chat/entrance/Entrance.tsx';
import { Frame } from './shared/frame/Frame.tsx';
import { useTheme } from './shared/theme.ts';
import { call, type Me, Refused } from './shared/wire.ts';

const CuratorPage = lazy(() => import('./curator/CuratorPage.tsx'));
const ManagerPage = lazy(() => import('./manager/ManagerPage.tsx'));
const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
const FONT =
  'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';

export function App() {
  const theme = useTheme();
  /** undefined: not known yet; null: nobody is signed in. */
  const [me, setMe] = useState<Me | null>();
  const skew = useRef(0);
  const now = useCallback(() => new Date(Date.now() + skew.current).toISOString(), []);
  const settle = useCallback((next: Me | null): void => {
    if (next) skew.current = Date.parse(next.now) - Date.now();
    setMe(next);
  }, []);

  const refresh = useCallback((): void => {
    call<Me>('GET', '/me').then(settle, (error: unknown) => {
      if (error instanceof Refused && error.status === 401) settle(null);
    });
  }, [settle]);
  useEffect(() => {
    let wait: ReturnType<typeof setTimeout> | undefined;
    const ask = (): void => {
      call<Me>('GET', '/me').then(settle, (error: unknown) => {
        if (error instanceof Refused && error.status === 401) settle(null);
        else wait = setTimeout(ask, 2000);
      });
    };
    ask();
    return () => clearTimeout(wait);
  }, [settle]);
  const leave = useCallback(async (): Promise<void> => {
    await call('DELETE', '/session').catch(() => undefined);
    settle(null);
  }, [settle]);

  const antd = useMemo(
    () => ({
      algorithm: theme.dark ? themes.darkAlgorithm : themes.defaultAlgorithm,
      token: {
        colorPrimary: theme.dark ? '#22897d' : '#0b7a72',
        colorLink: theme.dark ? '#4cc0b2' : '#0b7a72',
        ...(theme.dark ? { colorBgBase: '#0e1615', colorBgContainer: '#1b2826', colorBgLayout: '#0e1615' } : {}),
        borderRadius: 10,
        fontSize: 15,
        fontFamily: FONT,
      },
    }),
    [theme.dark],
  );
  const here = location.pathname === '/manager' ? 'manager' : location.pathname === '/curator' ? 'curator' : 'chat';
  const common = { theme, leave: () => void leave(), now, gone: refresh, refresh };
  return (
    <ConfigProvider locale={zh} theme={antd} csp={{ nonce }} button={{ autoInsertSpace: false }}>
      {me === undefined && (
        <main className="waiting" aria-busy="true">
          <Skeleton active paragraph={{ rows: 4 }} />
        </main>
      )}
      {me === null && <Entrance entered={settle} />}
      {me && here === 'chat' && <ChatPage key={me.peer} me={me} {...common} />}
      {me && here === 'manager' && (
        <Frame key={me.peer} me={me} theme={theme} leave={common.leave} here="manager" title="科室进度">
          <Suspense fallback={<Skeleton active className="manager" />}>
            <ManagerPage peer={me.peer} gone={refresh} />
          </Suspense>
        </Frame>
      )}
      {me && here === 'curator' && (
        <Frame key={me.peer} me={me} theme={theme} leave={common.leave} here="curator" title="待补的问答">
          <Suspense fallback={<Skeleton active className="manager" />}>
            <CuratorPage peer={me.peer} gone={refresh} />
          </Suspense>
        </Frame>
      )}
    </ConfigProvider>
  );
}
