// npm's `amocrm-js`: its records, its factories, its pages, and its plain requests.
const assert = require("node:assert/strict");
const { Client } = require("amocrm-js");
const { auth, chapter, env, phone, run, soon } = require("./chapter.cjs");

console.error = () => {}; // it prints every problem that it is told

chapter("account", async (client) => {
  const { data, response } = await client.request.get("/api/v4/account", { with: "users_groups" });
  assert.equal(response.statusCode, 200);
  assert.equal(data.subdomain, "romashka");
  assert.ok(data._embedded.users_groups.some((group) => group.name === "Магазины"));
});

chapter("leads", async (client) => {
  const lead = new client.Lead({});
  lead.name = "Свадьба";
  lead.price = 15000;
  await lead.save();
  assert.ok(lead.id);
  lead.price = 17500;
  await lead.save();
  const again = await client.leads.getById(lead.id);
  assert.deepEqual([again.name, again.price], ["Свадьба", 17500]);
  const [second] = await client.leads.create([{ name: "Юбилей" }]);
  await client.leads.update([{ id: second.id, name: "Юбилей фирмы" }]);
  assert.equal((await client.leads.getById(second.id)).name, "Юбилей фирмы");
  const nothing = await client.leads.getById(5);
  assert.ok(!nothing || !nothing.id);
});

chapter("pages", async (client) => {
  await client.leads.create([1, 2, 3, 4, 5].map((number) => ({ name: `Заказ ${number}` })));
  const pages = await client.leads.get({ limit: 2, order: { id: "asc" } });
  const names = pages.getData().map((lead) => lead.name);
  while (pages.hasNext()) {
    await pages.next();
    names.push(...pages.getData().map((lead) => lead.name));
  }
  assert.deepEqual(names, ["Заказ 1", "Заказ 2", "Заказ 3", "Заказ 4", "Заказ 5"]);
  assert.equal(pages.getPage(), 3);
  await pages.prev();
  assert.equal(pages.getData()[0].name, "Заказ 3");
  await pages.first();
  assert.equal(pages.getData()[0].name, "Заказ 1");
});

chapter("people", async (client) => {
  const maria = new client.Contact({ name: "Мария Ким", custom_fields_values: phone("+79261110022") });
  await maria.save();
  const veter = new client.Company({ name: "ООО Ветер" });
  await veter.save();
  maria.first_name = "Мария";
  await maria.save();
  const lead = new client.Lead({ name: "Букеты", _embedded: { contacts: [{ id: maria.id }], companies: [{ id: veter.id }] } });
  await lead.save();
  const found = await client.contacts.get({ query: "9261110022" });
  assert.equal(found.getData()[0].id, maria.id);
  assert.equal((await client.companies.getById(veter.id)).name, "ООО Ветер");
  const again = await client.leads.getById(lead.id, { with: ["contacts"] });
  assert.equal(again.embeddedContacts.get()[0].id, maria.id);
});

chapter("tasks and tags", async (client) => {
  const lead = new client.Lead({ name: "Букеты" });
  await lead.save();
  const task = new client.Task({ text: "Позвонить", complete_till: soon(), entity_id: lead.id, entity_type: "leads" });
  await task.save();
  assert.equal((await client.tasks.getById(task.id)).text, "Позвонить");
  task.is_completed = true;
  task.result = { text: "Договорились" };
  await task.save();
  assert.equal((await client.request.get(`/api/v4/tasks/${task.id}`)).data.result.text, "Договорились");
  await client.request.post("/api/v4/leads/tags", [{ name: "Опт" }]);
  assert.equal((await client.request.get("/api/v4/leads/tags")).data._embedded.tags[0].name, "Опт");
});

chapter("plain requests", async (client) => {
  const { request } = client;
  const made = await request.post("/api/v4/contacts", [{ name: "Walter White", request_id: 143 }]);
  const [contact] = made.data._embedded.contacts;
  assert.equal(contact.request_id, "143");
  await request.patch(`/api/v4/contacts/${contact.id}`, { first_name: "Walter" });
  await request.post(`/api/v4/contacts/${contact.id}/notes`, [{ note_type: "common", params: { text: "?" } }]);
  const filter = { filter: { id: [contact.id] }, order: { id: "desc" } };
  assert.equal((await request.get("/api/v4/contacts", filter)).data._embedded.contacts.length, 1);
  assert.deepEqual((await request.get("/api/v4/contacts?filter[id]=5")).data, {});
  const field = await request.post("/api/v4/leads/custom_fields", [{ type: "text", name: "Повод" }]);
  const gone = await request.delete(`/api/v4/leads/custom_fields/${field.data._embedded.custom_fields[0].id}`);
  assert.equal(gone.response.statusCode, 204);
});

chapter("faults", async (client) => {
  await assert.rejects(client.request.post("/api/v4/leads", [{ status_id: 1 }]), (error) => {
    assert.equal(error.data.status, 400);
    return true;
  });
});

chapter("refresh", async (client) => {
  await client.connection.connect();
  const before = client.token.getValue();
  await client.token.refresh();
  assert.notEqual(client.token.getValue().refresh_token, before.refresh_token);
  assert.equal((await client.request.get("/api/v4/account")).data.subdomain, "romashka");
});

chapter("long-lived token", async () => {
  const client = new Client({ domain: "romashka", auth: { ...auth(), bearer: env("TOKEN") } });
  assert.equal((await client.request.get("/api/v4/account")).data.subdomain, "romashka");
});

run(new Client({ domain: "romashka", auth: { ...auth(), code: env("CODE") } }));
