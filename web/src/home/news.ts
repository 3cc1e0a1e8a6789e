// What is open on this server: rooms that are listed, and plugins that are connected. Asked for again while somebody looks.
import { useEffect, useState } from 'react';
import type { Home } from '../api/types';

const PAUSE_MS = 10_000;

/** What the server says; none before it answered, or where it does not. */
export function useNews(): Home | undefined {
  const [news, setNews] = useState<Home>();
  useEffect(() => {
    let isOver = false;
    const ask = async () => {
      if (document.hidden) return;
      const found = await fetchNews();
      if (!isOver && found) setNews(found);
    };
    void ask();
    const timer = window.setInterval(() => void ask(), PAUSE_MS);
    const onShown = () => void ask();
    document.addEventListener('visibilitychange', onShown);
    return () => {
      isOver = true;
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', onShown);
    };
  }, []);
  return news;
}

async function fetchNews(): Promise<Home | undefined> {
  try {
    const answer = await fetch('/api/home');
    return answer.ok ? ((await answer.json()) as Home) : undefined;
  } catch {
    // The server is away: the page says so when one tries to enter.
    return undefined;
  }
}
