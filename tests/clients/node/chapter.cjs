// Runs one chapter of a client's story: `node client.cjs NAME`. The chapter asserts; whoever started it sees the status.
const chapters = {};

exports.chapter = (name, tell) => {
  chapters[name] = tell;
};

exports.run = async (client) => {
  const name = process.argv[2];
  if (!chapters[name]) throw new Error(`There is no chapter ${name}: ${Object.keys(chapters)}`);
  await chapters[name](client);
};

exports.env = (name) => {
  if (process.env[name] === undefined) throw new Error(`${name} is not set`);
  return process.env[name];
};

// The vendor's word for «by code».
exports.auth = () => ({
  client_id: exports.env("CLIENT_ID"),
  client_secret: exports.env("CLIENT_SECRET"),
  redirect_uri: exports.env("REDIRECT_URI"),
});

exports.phone = (number) => [{ field_code: "PHONE", values: [{ value: number, enum_code: "MOB" }] }];

exports.soon = () => Math.floor(Date.now() / 1000) + 3600;

process.on("unhandledRejection", (error) => {
  const told = error && error.response && !error.response.statusCode ? JSON.stringify(error.response) : "";
  process.stderr.write(`${(error && error.stack) || error}\n${told}\n`); // a client may have silenced the console
  process.exit(1);
});
