import { Alert, Button, Checkbox, Input, Segmented, Select, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import type { CuratorDraft, CuratorOutcome, CuratorTrial, GapDetail, Refused } from '../../shared/wire.ts';
import type { CuratorCalls } from '../CuratorPage.tsx';
import { EditReport } from './EditReport.tsx';
import { GapClauses } from './ways/Clauses.tsx';
import { GapWords } from './ways/WordWay.tsx';

type Way = 'answer' | 'asks' | 'silent' | 'word' | 'issuer';
const WAYS: readonly { readonly value: Way; readonly label: string }[] = [
  { value: 'answer', label: '选条款回答' },
  { value: 'asks', label: '归到已有问法' },
  { value: 'word', label: '加说法' },
  { value: 'silent', label: '文件没写' },
  { value: 'issuer', label: '请示' },
];
interface Props {
  readonly group: number;
  readonly provinces: readonly { readonly province: string; readonly name: string }[];
  readonly calls: CuratorCalls;
  /** Groups may stand otherwise now. */
  readonly changed: () => void;
}

type Shown = { readonly good: boolean; readonly words: string; readonly trial?: CuratorTrial; readonly may?: boolean };

/** One group of questions, and the ways to settle it. */
export function GapCard({ group, provinces, calls, changed }: Props) {
  const [view, setView] = useState<GapDetail>();
  const [fault, setFault] = useState<string>();
  const [way, setWay] = useState<Way>('answer');
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const [province, setProvince] = useState('');
  const [cite, setCite] = useState('');
  const [says, setSays] = useState('');
  const [entry, setEntry] = useState('');
  const [silent, setSilent] = useState('');
  const [whom, setWhom] = useState('本单位科教科');
  const [word, setWord] = useState<CuratorDraft>();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState<Shown>();

  useEffect(() => {
    calls.get<GapDetail>(`/gaps/${group}`).then(
      (detail) => {
        setView(detail);
        setProvince(detail.province || 'national');
      },
      (refused: Refused) => setFault(refused.message),
    );
  }, [group, calls]);

  if (fault) return <Alert type="error" showIcon title={fault} />;
  if (!view) return <Skeleton active paragraph={{ rows: 6 }} />;

  const asks = view.wordings.map(({ question }) => question).filter((question) => !off.has(question));
  const draft = (): CuratorDraft | undefined => {
    if (way === 'word') return word;
    if (asks.length === 0) return undefined;
    if (way === 'asks') return entry === '' ? undefined : { is: 'asks', id: entry, asks };
    if (way === 'silent')
      return silent.trim() === '' || whom.trim() === ''
        ? undefined
        : { is: 'silent', province, asks, silent: silent.trim(), ask: whom.trim() };
    return cite.trim() === ''
      ? undefined
      : { is: 'answer', province, asks, cite: cite.trim(), ...(says.trim() ? { says: says.trim() } : {}) };
  };
  const doing = (work: Promise<void>): void => {
    setBusy(true);
    setShown(undefined);
    work
      .catch((error: unknown) =>
        setShown({ good: false, words: error instanceof Error ? error.message : String(error) }),
      )
      .finally(() => setBusy(false));
  };
  const tryIt = (edit: CuratorDraft): void =>
    doing(
      calls.post<CuratorTrial | { readonly refused: string }>('/try', { draft: edit, group }).then((trial) => {
        const words = trial.refused ?? '试算好了，还没有发布。';
        setShown({ good: trial.refused === undefined, words, ...('cases' in trial ? { trial } : {}) });
      }),
    );
  const publish = (edit: CuratorDraft, evenSo = false): void =>
    doing(
      calls.post<CuratorOutcome>('/publish', { draft: edit, group, ...(evenSo ? { evenSo } : {}) }).then((outcome) => {
        const trial = outcome.trial === undefined ? {} : { trial: outcome.trial };
        if (outcome.is === 'published') {
          setShown({ good: true, words: '已发布，聊天里马上就这样回答。', ...trial });
          calls.get<GapDetail>(`/gaps/${group}`).then(setView, () => undefined);
          changed();
        } else setShown({ good: false, words: outcome.words, may: outcome.is === 'look-first', ...trial });
      }),
    );
  const settle = (status: GapDetail['status']): void =>
    doing(
      calls
        .post<GapDetail>(`/gaps/${group}/status`, { status, ...(note.trim() ? { note: note.trim() } : {}) })
        .then((next) => {
          setView(next);
          changed();
        }),
    );
  const edit = draft();

  return (
    <section className="panel gap-card" aria-label={view.question}>
      <header className="panel-head">
        <h2>{view.question}</h2>
        <p>
          {view.provinceName} · {view.count} 次 · {view.statusWords}
        </p>
      </header>
      {view.note && <p className="hint">备注：{view.note}</p>}
      <fieldset className="gap-asks">
        <legend>大家这样问</legend>
        {view.wordings.map(({ question, times }) => (
          <Checkbox
            key={question}
            checked={!off.has(question)}
            onChange={(event) => {
              const next = new Set(off);
              if (event.target.checked) next.delete(question);
              else next.add(question);
              setOff(next);
            }}
          >
            {question} <small>{times} 次</small>
          </Checkbox>
        ))}
      </fieldset>
      {view.answered.length > 0 && (
        <div className="gap-answered">
          <h3>当时这样答</h3>
          {view.answered.map((answered) => (
            <p key={answered}>{answered}</p>
          ))}
        </div>
      )}
      <Segmented<Way>
        aria-label="怎么处理"
        className="gap-ways"
        value={way}
        onChange={(next) => {
          setWay(next);
          setShown(undefined);
        }}
        options={[...WAYS]}
      />
      {(way === 'answer' || way === 'silent') && view.province === '' && (
        <p className="gap-field">
          <label htmlFor="gap-province">省份</label>
          <Select
            id="gap-province"
            value={province}
            onChange={setProvince}
            options={provinces.map((one) => ({ value: one.province, label: one.name }))}
          />
        </p>
      )}
      {way === 'answer' && (
        <>
          <GapClauses calls={calls} province={province} first={view.clauses} cite={cite} choose={setCite} />
          <Input
            aria-label="一句结论"
            placeholder="一句结论（原文绕弯时才写，可以不写）"
            maxLength={300}
            value={says}
            onChange={(event) => setSays(event.target.value)}
          />
        </>
      )}
      {way === 'asks' && (
        <div className="gap-entries" role="radiogroup" aria-label="已有的常见问法">
          {view.entries.length === 0 && <p className="hint">没有相近的常见问法。</p>}
          {view.entries.map((one) => (
            <label key={one.id} className={`gap-choice ${entry === one.id ? 'is-on' : ''}`}>
              <input type="radio" name="entry" checked={entry === one.id} onChange={() => setEntry(one.id)} />
              <span>
                <strong>{one.asks.join(' / ')}</strong>
                <span>{one.answers}</span>
              </span>
            </label>
          ))}
        </div>
      )}
      {way === 'silent' && (
        <>
          <Input.TextArea
            aria-label="文件没有写什么"
            placeholder="例如：浙江的文件没有写荣誉称号能不能免修公需科目。"
            maxLength={300}
            autoSize={{ minRows: 2 }}
            value={silent}
            onChange={(event) => setSilent(event.target.value)}
          />
          <Input
            aria-label="建议问谁"
            prefix="建议问："
            maxLength={100}
            value={whom}
            onChange={(event) => setWhom(event.target.value)}
          />
        </>
      )}
      {way === 'word' && <GapWords calls={calls} made={setWord} />}
      {way === 'issuer' && (
        <>
          <pre className="gap-draft">{view.draft}</pre>
          <Input
            aria-label="备注"
            placeholder="备注：哪天发的、找的谁（可以不写）"
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </>
      )}
      {shown && (
        <div aria-live="polite">
          <Alert type={shown.good ? 'success' : 'warning'} showIcon title={shown.words} />
          {shown.trial && <EditReport trial={shown.trial} />}
        </div>
      )}
      <div className="gap-actions">
        {view.status === 'open' ? (
          <Button disabled={busy} onClick={() => settle('dismissed')}>
            不处理
          </Button>
        ) : (
          <Button disabled={busy} onClick={() => settle('open')}>
            重新打开
          </Button>
        )}
        {way === 'issuer' ? (
          <Button type="primary" disabled={busy} onClick={() => settle('issuer')}>
            记为已请示
          </Button>
        ) : (
          <>
            <Button disabled={busy || !edit} onClick={() => edit && tryIt(edit)}>
              先试算
            </Button>
            {shown?.may ? (
              <Button danger loading={busy} disabled={!edit} onClick={() => edit && publish(edit, true)}>
                看过了，仍要发布
              </Button>
            ) : (
              <Button type="primary" loading={busy} disabled={!edit} onClick={() => edit && publish(edit)}>
                发布
              </Button>
            )}
          </>
        )}
      </div>
    </section>
  );
}
