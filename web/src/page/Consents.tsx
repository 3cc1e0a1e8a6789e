// What plugins ask the presenter for: to open a page, to use files. The room keeps what waits for an answer.
import type { Session, WantedUrl } from '../api/types';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { useDesk } from './desk';

/** One at a time: files first, for a plugin waits for that. */
export function Consents() {
  const isPresenter = useRoom((state) => state.isPresenter);
  const sessions = useRoom((state) => state.sessions);
  const wanted = useRoom((state) => state.wanted_urls[0]);
  if (!isPresenter) return null;
  const asking = sessions.find((session) => session.permissions.some(({ consent }) => consent === 'asked'));
  if (asking) return <WantsFiles key={`files ${asking.id}`} session={asking} />;
  return wanted ? <WantsPage key={wanted.id} wanted={wanted} /> : null;
}

function WantsFiles({ session }: { session: Session }) {
  const desk = useDesk();
  const asked = session.permissions.find(({ consent }) => consent === 'asked');
  if (!asked) return null;
  const answer = (word: 'allow' | 'deny') => () => void desk.act({ do: word, session: session.id, permission: asked.permission });
  return (
    <Dialog title={`${session.name} wants to use files`} onClose={answer('deny')}>
      <p>
        It could read, write and delete the files in your folder on this server: nothing else, and only while you present. Files on your own
        computer stay out of its reach.
      </p>
      <div className="dialog-actions">
        <Button onClick={answer('deny')}>Don’t allow</Button>
        <Button look="primary" onClick={answer('allow')}>
          Allow
        </Button>
      </div>
    </Dialog>
  );
}

function WantsPage({ wanted }: { wanted: WantedUrl }) {
  const desk = useDesk();
  const from = useRoom((state) => state.sessions.find((session) => session.id === wanted.session)?.name ?? 'A plugin');
  const done = () => void desk.act({ do: 'dismiss_url', url: wanted.id });
  return (
    <Dialog title={`${from} wants to open a page`} onClose={done}>
      <p>
        It is at <strong>{wanted.host}</strong>, and opens in a tab of your own:
      </p>
      <p className="consent-url">{wanted.url}</p>
      <div className="dialog-actions">
        <Button onClick={done}>Don’t open</Button>
        {isWeb(wanted.url) ? (
          <a className="button button-primary" href={wanted.url} target="_blank" rel="noopener noreferrer" onClick={done}>
            <Icon name="external" />
            Open {wanted.host}
          </a>
        ) : (
          <Button look="primary" why="Only pages of the web (http, https) are opened.">
            Open
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function isWeb(url: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}
