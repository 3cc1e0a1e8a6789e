// The residues that the shown pose touches.
import { useDeferredValue, useMemo, useState } from 'react';
import type { Complex } from '../api/types';
import { useScene } from '../page/sceneContext';
import { useRoom } from '../room/useRoom';
import { Button } from '../ui/Button';
import { contactsOf, type Contact } from './contacts';
import { standingOf, useStanding } from './standing';

const KINDS: Record<Contact['kind'], string> = { polar: 'polar', apolar: 'apolar', near: 'near' };

export function Contacts({ complex }: { complex: Complex }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="contacts">
      <Button small look="quiet" icon={isOpen ? 'up' : 'down'} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        Contacts of this pose
      </Button>
      {isOpen && <ContactTable complex={complex} />}
    </div>
  );
}

function ContactTable({ complex }: { complex: Complex }) {
  const scene = useScene();
  const pose = useStanding(complex);
  const complexes = useRoom((state) => state.complexes);
  const columns = useDeferredValue(useRoom((state) => state.columns));
  const contacts = useMemo(() => {
    // Other ligands in the pocket, and other poses, are no receptor.
    const isReceptor = (other: Complex) => other.id !== complex.id && other.visible && (other.frames[other.current_frame]?.residues ?? 0) > 3;
    const others = complexes.filter(isReceptor).flatMap((other) => standingOf(other, columns.get(other.id)) ?? []);
    return pose ? contactsOf(pose, others) : [];
  }, [pose, complexes, columns, complex.id]);
  if (contacts.length === 0) return <p className="nothing">No residue that is shown is within 4 Å.</p>;
  return (
    <div className="contact-list" tabIndex={0} role="group" aria-label="Contacts">
      <table className="pose-table">
        <thead>
          <tr>
            <th scope="col">Residue</th>
            <th scope="col">Kind</th>
            <th scope="col">Å</th>
          </tr>
        </thead>
        <tbody>
          {contacts.map((contact) => (
            <tr key={`${contact.complex.id} ${contact.atoms[0]}`}>
              <td>
                <button
                  type="button"
                  className="pose-show"
                  data-tip={`${contact.complex.name}: go there`}
                  onClick={() => scene?.focus({ is: 'atoms', complex: contact.complex.id, atoms: contact.atoms })}
                >
                  {contact.words}
                </button>
              </td>
              <td>{KINDS[contact.kind]}</td>
              <td>{contact.distance.toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
