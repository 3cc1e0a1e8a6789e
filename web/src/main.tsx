// The first page: the home, or the room that the address leads to, whose program comes only then.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './home/App';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
