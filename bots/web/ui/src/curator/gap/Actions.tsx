import { Button } from 'antd';
import type { CuratorDraft, GapDetail } from '../../shared/wire.ts';
import type { Settling } from './useSettling.ts';
import type { EditWay, Way } from './ways/way.ts';

interface Props {
  readonly gap: GapDetail;
  readonly way: Way;
  readonly fields: object;
  readonly of: Parameters<EditWay['draft']>[1];
  readonly settling: Settling;
}

/** What can be done: leaving the group aside, or what the chosen way does. */
export function Actions({ gap, way, fields, of, settling }: Props) {
  const { busy, settle } = settling;
  const note = way.is === 'status' ? way.note(fields) : '';
  return (
    <div className="gap-actions">
      {gap.status === 'open' ? (
        <Button className="gap-aside" disabled={busy} onClick={() => settle('dismissed', note)}>
          不处理
        </Button>
      ) : (
        <Button className="gap-aside" disabled={busy} onClick={() => settle('open', note)}>
          重新打开
        </Button>
      )}
      {way.is === 'status' ? (
        <Button type="primary" disabled={busy} onClick={() => settle(way.status, note)}>
          {way.done}
        </Button>
      ) : (
        <Publish draft={way.draft(fields, of)} settling={settling} />
      )}
    </div>
  );
}

interface PublishProps {
  /** Missing while the form is not filled in. */
  readonly draft: CuratorDraft | undefined;
  readonly settling: Settling;
}

/** First tried, then published; where cases would be lost, only by somebody who says that they have looked. */
function Publish({ draft, settling: { busy, result, tryEdit, publish } }: PublishProps) {
  return (
    <>
      <Button disabled={busy || !draft} onClick={() => draft && tryEdit(draft)}>
        先试算
      </Button>
      {result?.mayStill ? (
        <Button danger loading={busy} disabled={!draft} onClick={() => draft && publish(draft, true)}>
          看过了，仍要发布
        </Button>
      ) : (
        <Button type="primary" loading={busy} disabled={!draft} onClick={() => draft && publish(draft)}>
          发布
        </Button>
      )}
    </>
  );
}
