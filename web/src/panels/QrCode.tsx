// A link to be taken up by a phone's camera.
import { useMemo, useState } from 'react';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { qrOf } from './qr';

/** Light modules around the code, as the standard asks. */
const QUIET = 4;

export function QrCode({ text }: { text: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button small look="quiet" icon="phone" onClick={() => setIsOpen(true)}>
        QR code
      </Button>
      {isOpen && (
        <Dialog title="Join with a phone" onClose={() => setIsOpen(false)}>
          <Picture text={text} />
          <p className="card-text">Point a phone’s camera at it. It holds the guest link.</p>
        </Dialog>
      )}
    </>
  );
}

function Picture({ text }: { text: string }) {
  const modules = useMemo(() => qrOf(text), [text]);
  if (!modules) return <p>This link is too long for a QR code.</p>;
  const side = modules.length + 2 * QUIET;
  const path = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : []))).join('');
  return (
    <svg className="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label="QR code of the guest link" shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}
