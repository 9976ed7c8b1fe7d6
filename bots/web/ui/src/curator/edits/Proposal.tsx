import { Button, Input } from 'antd';
import { useState } from 'react';
import type { CuratorEditView } from '../../shared/wire.ts';
import { Report } from '../gap/Report.tsx';
import type { Editing } from './useEdits.ts';

interface Props {
  readonly edit: CuratorEditView;
  readonly editing: Editing;
}

/** A change that waits: what it does, and another's yes or no to it; its proposer takes it back. */
export function Proposal({ edit, editing }: Props) {
  const [reason, setReason] = useState<string>();
  const { proposal, before, after } = edit;
  if (!proposal) return null;
  const { busy, said } = editing;
  const isBusy = busy !== undefined;
  const mayStill = said?.mayStill === edit.edit;
  return (
    <div className="proposal">
      <Lines title="去掉" text={missing(before, after)} />
      <Lines title="加上" text={missing(after, before)} />
      {proposal.trial && <Report trial={proposal.trial} />}
      {proposal.mine ? (
        <div className="proposal-choices">
          <span className="hint">等另一位政策管理员同意。</span>
          <Button disabled={isBusy} onClick={() => editing.withdraw(edit.edit)}>
            撤回
          </Button>
        </div>
      ) : reason === undefined ? (
        <div className="proposal-choices">
          <Button danger disabled={isBusy} onClick={() => setReason('')}>
            退回
          </Button>
          <Button
            type="primary"
            danger={mayStill}
            loading={busy === edit.edit}
            disabled={isBusy && busy !== edit.edit}
            onClick={() => editing.approve(edit, mayStill)}
          >
            {mayStill ? '看过了，仍要发布' : '同意发布'}
          </Button>
        </div>
      ) : (
        <div className="proposal-choices">
          <Input
            autoFocus
            aria-label="退回的原因"
            placeholder="写一句原因，提出的人会看到"
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button disabled={isBusy} onClick={() => setReason(undefined)}>
            先不退
          </Button>
          <Button danger disabled={isBusy || reason.trim() === ''} onClick={() => editing.reject(edit.edit, reason)}>
            退回
          </Button>
        </div>
      )}
    </div>
  );
}

/** Lines of one text that the other does not have. */
export function missing(text: string, other: string): string {
  const had = new Set(other.split('\n'));
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !had.has(line))
    .join('\n');
}

function Lines({ title, text }: { readonly title: string; readonly text: string }) {
  if (text === '') return null;
  return (
    <div>
      <span className="hint">{title}</span>
      <pre>{text}</pre>
    </div>
  );
}
