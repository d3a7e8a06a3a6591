import type { ComponentChildren } from 'preact';

interface Column<T> {
  title: string;
  cell: (row: T) => ComponentChildren;
  numeric?: boolean;
}

interface TableProps<T> {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  /** How much of its card it gives up before it becomes a list: much, little, or all of it. */
  stacks?: 'early' | 'late' | 'never';
}

/** A table that becomes a list of labelled values where the screen is narrow. */
export function Table<T>({ caption, columns, rows, keyOf, stacks = 'early' }: TableProps<T>) {
  return (
    <table class={`table ${stacks}`}>
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ title, numeric }) => (
            <th key={title} scope="col" class={numeric ? 'numeric' : ''}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ title, cell, numeric }) => (
              <td key={title} data-label={title} class={numeric ? 'numeric' : ''}>
                <span>{cell(row)}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
