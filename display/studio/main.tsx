import { render } from 'preact';

const mount = document.querySelector('main');
if (mount) render(<h1>Pentimento</h1>, mount);
