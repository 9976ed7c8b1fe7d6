const CHIPS: readonly {
  readonly label: string /** Missing: the person is to go on in their own words. */;
  readonly words?: string;
}[] = [
  { label: '报学分', words: '我要报学分' },
  { label: '我还差几分', words: '我还差几分？' },
  { label: '问政策' },
  { label: '帮助', words: '帮助' },
];

interface Props {
  readonly say: (words: string) => void;
  readonly ask: () => void;
}

/** What is said most often, at a press. */
export function Chips({ say, ask }: Props) {
  return (
    <fieldset className="chips" aria-label="快捷回复">
      {CHIPS.map(({ label, words }) => (
        <button type="button" key={label} onClick={() => (words === undefined ? ask() : say(words))}>
          {label}
        </button>
      ))}
    </fieldset>
  );
}
