import { Fragment } from 'preact';

/** A dotted name, such as a VSS path, that may break after a dot. */
export function Dotted({ name }: { name: string }) {
  return (
    <>
      {name.split('.').map((part, index) => (
        <Fragment key={index}>
          {index > 0 ? (
            <>
              .<wbr />
            </>
          ) : null}
          {part}
        </Fragment>
      ))}
    </>
  );
}
