// The structure that comes with the page, for a first look.
import address from './example/1tyl.pdb?url';

export const EXAMPLE = { name: '1tyl.pdb', title: 'insulin with paracetamol' };

export async function exampleFile(): Promise<File> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return new File([await answer.blob()], EXAMPLE.name);
}
