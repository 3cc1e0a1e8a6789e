// The bar at the top: which room, how the connection is, and what is wanted all the time.
import { useRoom } from '../room/useRoom';
import { NoteButton } from '../panels/Notes';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { setTheme, useTheme } from '../ui/theme';
import { ConnectionBadge } from './ConnectionBadge';
import { LookBar } from './LookBar';
import { PeopleButton } from './PeopleButton';
import { UndoRedo } from './UndoRedo';
import { useCell } from './cell';
import { useDesk } from './desk';

export function TopBar() {
  const name = useRoom((state) => state.name);
  const desk = useDesk();
  const panels = useCell(desk.panels);
  return (
    <header className="top-bar">
      <div className="top-start">
        <Button
          look="quiet"
          className="wide-only"
          icon="molecule"
          label={panels.left ? 'Fold the entries away' : 'Show the entries'}
          pressed={panels.left}
          onClick={() => desk.panels.update((now) => ({ ...now, left: !now.left }))}
        />
        <a className="home-link" href="#" aria-label="OpenNTS, home" data-tip="Home: your seat here stays yours" onClick={goHome}>
          <Icon name="home" />
        </a>
        <h1 className="room-name" data-tip={name}>
          {name}
        </h1>
        <ConnectionBadge />
      </div>
      <LookBar />
      <div className="top-end">
        <UndoRedo />
        <ThemeButton />
        <NoteButton />
        <PeopleButton />
        <Button
          look="quiet"
          className="wide-only"
          icon="stacks"
          label={panels.right ? 'Fold the panel away' : 'Show stacks and people'}
          pressed={panels.right !== null}
          onClick={() => desk.panels.update((now) => ({ ...now, right: now.right ? null : 'stacks' }))}
        />
      </div>
    </header>
  );
}

function goHome(event: { preventDefault(): void }): void {
  event.preventDefault();
  window.location.assign(window.location.pathname);
}

function ThemeButton() {
  const theme = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <Button
      look="quiet"
      icon={theme === 'dark' ? 'sun' : 'moon'}
      label={`Use the ${other} theme`}
      onClick={() => setTheme(other)}
    />
  );
}
