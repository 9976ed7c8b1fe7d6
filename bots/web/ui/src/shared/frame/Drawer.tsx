import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../Icon.tsx';

/** What stands in the sidebar, over the page: for a narrow screen. It is open as long as it is there. */
export function Drawer({ close, children }: { readonly close: () => void; readonly children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside it closes it; Escape is the dialog's own
    <dialog
      ref={dialog}
      className="drawer"
      aria-label="我的信息"
      onClose={close}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <button type="button" className="drawer-close" aria-label="关闭" onClick={close}>
        <Icon name="close" />
      </button>
      {children}
    </dialog>
  );
}
