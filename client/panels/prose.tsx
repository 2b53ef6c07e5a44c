// A sentence with code in back-quotes, as the formula language words its messages.

export function Prose({ text }: { readonly text: string }) {
  return (
    <>
      {text.split('`').map((piece, at) =>
        // Pieces have no identity of their own; every second one is code.
        at % 2 === 1 ? <code key={at}>{piece}</code> : <span key={at}>{piece}</span>,
      )}
    </>
  )
}
