/** Which screen this is, across a room. */
export function IdentifyCard({ number, name }: { number: number; name: string }) {
  return (
    <div class="identify" role="status">
      <p class="number">{number}</p>
      <p class="name" dir="auto">
        {name}
      </p>
    </div>
  );
}
