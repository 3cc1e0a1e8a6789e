// The open menus of all plugins, each in a window of its own. The one used last is in front.
import { useEffect, useMemo, useState } from 'react';
import type { SessionMenu } from '../api/types';
import { useRoom } from '../room/useRoom';
import { useTheme } from '../ui/theme';
import type { Page } from './frame';
import { PaletteContext, paletteOf } from './paint';
import { PluginWindow } from './PluginWindow';
import { pageMeasure } from './text';
import './windows.css';

export function PluginWindows() {
  const menus = useRoom((state) => state.menus);
  const page = usePage();
  const theme = useTheme();
  const measure = useMemo(() => pageMeasure(getComputedStyle(document.body).fontFamily), []);
  const palette = useMemo(() => paletteOf(document.documentElement), [theme]);
  const [front, setFront] = useState<readonly string[]>([]);
  const open = menus.filter(({ menu }) => menu.enabled);
  return (
    <PaletteContext value={palette}>
      {open.map((menu, nth) => (
        <PluginWindow
          key={keyOf(menu)}
          of={menu}
          nth={nth}
          page={page}
          measure={measure}
          level={front.indexOf(keyOf(menu)) + 1}
          onFront={() => setFront((before) => [...before.filter((key) => key !== keyOf(menu)), keyOf(menu)])}
        />
      ))}
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
