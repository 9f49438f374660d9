// Loaded before a client: whatever asks for *.amocrm.ru reaches the server under test. Nothing of the client is changed.
const tls = require("node:tls");

const connect = tls.connect;
tls.connect = (options, ...rest) => {
  const name = options.servername || options.host || options.hostname;
  const here = name && name.endsWith(".amocrm.ru") ? { host: "127.0.0.1", port: Number(process.env.CLOUD_PORT) } : {};
  return connect({ ...options, ...here, servername: name }, ...rest);
};
