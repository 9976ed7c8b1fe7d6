import { Button, Input } from 'antd';

interface Props {
  /** What the refusal is called on this item. */
  readonly label: string;
  readonly busy: boolean;
  readonly reason: string;
  readonly write: (reason: string) => void;
  readonly cancel: () => void;
  readonly refuse: () => void;
}

/** Sending an item back: its person is told why, so there has to be a reason. */
export function Refusal({ label, busy, reason, write, cancel, refuse }: Props) {
  const isGiven = reason.trim() !== '';
  return (
    <>
      <Input
        autoFocus
        aria-label="退回的原因"
        placeholder="写一句原因，本人会看到"
        maxLength={200}
        value={reason}
        onChange={(event) => write(event.target.value)}
        onPressEnter={() => isGiven && refuse()}
      />
      <div className="review-choices">
        <Button onClick={cancel} disabled={busy}>
          先不退
        </Button>
        <Button danger disabled={busy || !isGiven} onClick={refuse}>
          {label}
        </Button>
      </div>
    </>
  );
}
