// The open menus of all plugins, each in a window of its own. The one used last is in front; on a phone they lie in a pile at the
// bottom, of which the front one is open.
import { useEffect, useMemo, useState } from 'react';
import type { SessionMenu } from '../api/types';
import { useDesk } from '../page/desk';
import { useRoom } from '../room/useRoom';
import { useTheme } from '../ui/theme';
import { isPhone, type Page } from './frame';
import { PaletteContext, paletteOf } from './paint';
import { PluginWindow } from './PluginWindow';
import { pageMeasure } from './text';
import './windows.css';

export function PluginWindows() {
  const desk = useDesk();
  const menus = useRoom((state) => state.menus);
  const page = usePage();
  const theme = useTheme();
  const measure = useMemo(() => pageMeasure(getComputedStyle(document.body).fontFamily), []);
  const palette = useMemo(() => paletteOf(document.documentElement), [theme]);
  const [order, setOrder] = useState<readonly string[]>([]);
  const open = menus.filter(({ menu }) => menu.enabled);
  const keys = open.map(keyOf).join(' ');
  // A window that opens comes to the front.
  useEffect(() => {
    setOrder((before) => {
      const now = keys.split(' ').filter(Boolean);
      return [...before.filter((key) => now.includes(key)), ...now.filter((key) => !before.includes(key))];
    });
    // On a phone the sheet would cover it.
    if (keys !== '') desk.panels.update((panels) => ({ ...panels, sheet: null }));
  }, [keys, desk]);
  return (
    <PaletteContext value={palette}>
      <div className={isPhone(page) ? 'windows-pile' : 'windows'}>
        {open.map((menu, nth) => (
          <PluginWindow
            key={keyOf(menu)}
            of={menu}
            nth={nth}
            page={page}
            measure={measure}
            level={order.indexOf(keyOf(menu)) + 1}
            isFront={order.at(-1) === keyOf(menu)}
            onFront={() => setOrder((before) => [...before.filter((key) => key !== keyOf(menu)), keyOf(menu)])}
          />
        ))}
      </div>
    </PaletteContext>
  );
}

function keyOf({ session, menu }: SessionMenu): string {
  return `${session}:${menu.index}`;
}

function usePage(): Page {
  const [page, setPage] = useState<Page>({ width: window.innerWidth, height: window.innerHeight });
  useEffect(() => {
    const measure = () => setPage({ width: window.innerWidth, height: window.innerHeight });
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  return page;
}
