import { Button } from 'antd';
import type { ComponentProps } from 'react';
import { Icon } from './Icon.tsx';

interface Props {
  readonly icon: ComponentProps<typeof Icon>['name'];
  readonly title: string;
  readonly words: string;
}

/** What somebody sees on a page that is for others: whose it is, and the way back. */
export function NotYours({ icon, title, words }: Props) {
  return (
    <div className="sheet not-yours">
      <Icon name={icon} size={44} />
      <h2>{title}</h2>
      <p>{words}</p>
      <Button type="primary" href="/">
        回到聊天
      </Button>
    </div>
  );
}
