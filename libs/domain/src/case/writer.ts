/** How `evolve` changes a collection: by copying, or in place while one fold owns it (a record of years folds in milliseconds). */
export interface Writer {
  push<Item>(items: readonly Item[], item: Item): readonly Item[];
  put<Item>(items: Readonly<Record<string, Item>>, key: string, item: Item): Readonly<Record<string, Item>>;
}

export const copying: Writer = {
  push: (items, item) => [...items, item],
  put: (items, key, item) => ({ ...items, [key]: item }),
};

export const inPlace: Writer = {
  push: <Item>(items: readonly Item[], item: Item): readonly Item[] => {
    (items as Item[]).push(item);
    return items;
  },
  put: <Item>(items: Readonly<Record<string, Item>>, key: string, item: Item): Readonly<Record<string, Item>> => {
    (items as Record<string, Item>)[key] = item;
    return items;
  },
};
