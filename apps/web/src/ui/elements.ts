/** The element of this id; the page's HTML and its program belong together, so a missing one is an error of ours. */
export function element<E extends Element>(id: string, kind: new () => E): E {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) {
    throw new Error(`the page has no ${kind.name} #${id}`);
  }
  return found;
}

/** The first element below that matches. */
export function within<E extends Element>(parent: ParentNode, selector: string, kind: new () => E): E {
  const found = parent.querySelector(selector);
  if (!(found instanceof kind)) {
    throw new Error(`there is no ${kind.name} ${selector}`);
  }
  return found;
}

/** A copy of a template's only element. */
export function copyOf<E extends Element>(id: string, kind: new () => E): E {
  const copy = element(id, HTMLTemplateElement).content.firstElementChild?.cloneNode(true);
  if (!(copy instanceof kind)) {
    throw new Error(`the template #${id} holds no ${kind.name}`);
  }
  return copy;
}
