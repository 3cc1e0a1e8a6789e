// The first page: the home, or the room that the address leads to, whose program comes only then.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './page/App';
import { startTheme } from './ui/theme';
import './ui/tokens.css';
import './ui/base.css';
import './ui/ui.css';
import './ui/overlays.css';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
startTheme();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
