// An age program on npm's age-encryption: `seal RECIPIENT… <plain >sealed`, `open IDENTITY <sealed >plain`, `recipient IDENTITY`.
import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";

const [verb, ...keys] = process.argv.slice(2);
const input = async () => {
  const parts = [];
  for await (const part of process.stdin) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
};
switch (verb) {
  case "seal": {
    const encrypter = new Encrypter();
    keys.forEach((key) => encrypter.addRecipient(key));
    process.stdout.write(await encrypter.encrypt(await input()));
    break;
  }
  case "open": {
    const decrypter = new Decrypter();
    keys.forEach((key) => decrypter.addIdentity(key));
    process.stdout.write(await decrypter.decrypt(await input()));
    break;
  }
  case "recipient":
    process.stdout.write(await identityToRecipient(keys[0]));
    break;
  default:
    process.exitCode = 2;
}
