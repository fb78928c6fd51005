import { byId, el } from './dom.js';

/** Where a screen is shown: the page itself, or a dialog over it. */
export interface Host {
  show(title: string, ...content: readonly Node[]): void;
}

/** Focus goes to the heading, so that who cannot see the change hears of it. */
export const page: Host = {
  show(title, ...content) {
    document.title = title;
    const heading = el('h1', { tabindex: '-1' }, title);
    byId('main').replaceChildren(heading, ...content);
    byId('status').textContent = '';
    heading.focus();
    scrollTo(0, 0);
  },
};

/** Shows what `run` shows in a dialog; null where the person closes it first. */
export async function inDialog<T>(run: (host: Host) => Promise<T>): Promise<T | null> {
  const dialog = byId('dialog') as HTMLDialogElement;
  const closed = new Promise<null>((resolve) => {
    dialog.addEventListener(
      'close',
      () => {
        resolve(null);
      },
      { once: true },
    );
  });
  const host: Host = {
    show(title, ...content) {
      const heading = el('h2', { id: 'dialog-title', tabindex: '-1' }, title);
      const close = (): void => {
        dialog.close();
      };
      const cancel = el('button', { type: 'button', class: 'plain', click: close }, 'Cancel');
      dialog.replaceChildren(heading, ...content, cancel);
      if (!dialog.open) dialog.showModal();
      heading.focus();
    },
  };
  try {
    return await Promise.race([run(host), closed]);
  } finally {
    dialog.close();
    dialog.replaceChildren();
  }
}
