import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import './styles/base.css';
import './styles/frame.css';
import './styles/thread.css';
import './styles/card.css';
import './styles/answer.css';
import './styles/composer.css';
import './styles/entrance.css';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
