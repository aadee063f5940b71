const mount = document.querySelector('main');
if (mount) mount.textContent = 'Pentimento';
