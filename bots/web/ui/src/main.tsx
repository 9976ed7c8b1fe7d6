import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import './shared/base.css';
import './shared/frame/frame.css';
import './chat/thread/thread.css';
import './chat/thread/card.css';
import './chat/thread/rating.css';
import './chat/composer/composer.css';
import './chat/entrance/entrance.css';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
