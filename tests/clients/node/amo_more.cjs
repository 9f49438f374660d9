// npm's `@shevernitskiy/amo`: what administrators, widgets and messengers use of it.
const assert = require("node:assert/strict");
const http = require("node:http");
const { Amo, Filter } = require("@shevernitskiy/amo");
const { auth, chapter, env, phone, run, soon } = require("./chapter.cjs");

const ids = (answer, key) => answer._embedded[key].map((item) => item.id);
const gone = (asking) => assert.rejects(asking, /204/);
const refused = (asking, status) => assert.rejects(asking, (error) => error.response.status === status);

const SELLER = { view: "G", edit: "M", add: "A", delete: "D", export: "D" };

chapter("roles and users", async (amo) => {
  const [seller] = ids(await amo.user.addRoles([{ name: "Продавец", rights: { leads: SELLER, mail_access: true } }]), "roles");
  assert.equal((await amo.user.updateRoleById(seller, { name: "Флорист" })).name, "Флорист");
  const account = await amo.account.getAccount({ with: ["users_groups"] });
  const shops = account._embedded.users_groups.find((group) => group.name === "Магазины");
  const vera = { name: "Вера Ильина", email: "vera@romashka.example", password: "Vasilek7", lang: "ru" };
  const added = await amo.user.addUsers([{ ...vera, rights: { role_id: seller, group_id: shops.id }, request_id: "вера" }]);
  const [user] = added._embedded.users;
  assert.deepEqual([user.request_id, user.rights.is_active, user.rights.leads], ["вера", true, SELLER]);
  assert.deepEqual(ids((await amo.user.getRoleById(seller, { with: ["users"] })), "users"), [user.id]);
  const [listed] = (await amo.user.getRoles({ with: ["users"], limit: 50 }))._embedded.roles;
  assert.deepEqual([listed.name, ids(listed, "users")], ["Флорист", [user.id]]);
  const shown = await amo.user.getUserById(user.id, { with: ["role", "group"] });
  assert.deepEqual([shown._embedded.roles[0].name, shown._embedded.groups[0].name], ["Флорист", "Магазины"]);
  await refused(amo.user.addUsers([{ ...vera, email: "no" }]), 400);
  assert.equal(await amo.user.deleteRoleById(seller), null);
  await gone(amo.user.getRoles());
});

chapter("widgets", async (amo) => {
  const { widgets } = (await amo.widget.getWidgets({ limit: 10, page: 1 }))._embedded;
  assert.deepEqual(widgets.map((widget) => [widget.code, widget.is_active_in_account]), [["phone_bridge", false]]);
  await refused(amo.widget.addWidgetByCode("phone_bridge", { login: "" }), 400);
  const installed = await amo.widget.addWidgetByCode("phone_bridge", { login: "pbx" });
  assert.equal(installed.is_active_in_account, true);
  assert.equal((await amo.widget.getWidgetByCode("phone_bridge")).version, "1.4.0");
  assert.equal(await amo.widget.deleteWidgetByCode("phone_bridge"), null);
  assert.equal((await amo.widget.getWidgetByCode("phone_bridge")).is_active_in_account, false);
  await refused(amo.widget.getWidgetByCode("unknown"), 404);
});

chapter("talks", async (amo) => {
  const talk = await amo.talk.getTalkById(env("TALK"));
  assert.deepEqual([talk.talk_id, talk.is_in_work, talk.is_read], [Number(env("TALK")), true, false]);
  assert.deepEqual(ids(talk, "contacts"), [talk.contact_id]);
  // Done, and yet the client throws: the vendor's 202 has no body, and it looks for JSON in one.
  await assert.rejects(amo.talk.closeTalkById(talk.talk_id, { force_close: true }), SyntaxError);
  assert.equal((await amo.talk.getTalkById(talk.talk_id)).status, "closed");
});

chapter("contacts and chats", async (amo) => {
  const { contact_id: maria, chat_id } = await amo.talk.getTalkById(env("TALK"));
  const olesya = (await amo.contact.addContacts([{ name: "Олеся" }]))._embedded.contacts[0].id;
  const chat = "1d1f5a3e-8a10-4c1e-9f0e-1f2e3d4c5b6a";
  const linked = await amo.contact.linkContactToChat([{ contact_id: olesya, chat_id: chat }]);
  assert.deepEqual(linked._embedded.chats.map((each) => [each.contact_id, each.chat_id]), [[olesya, chat]]);
  const found = async (asked) => (await amo.contact.getContactToChat(asked))._embedded.chats.map((each) => each.contact_id);
  assert.deepEqual(await found({ contact_id: [olesya] }), [olesya]);
  assert.deepEqual(await found({ contact_id: [maria, olesya] }), [maria, olesya]); // joined by a comma
  assert.deepEqual(await found({ chat_id: [chat_id, chat] }), [maria, olesya]);
});

chapter("bots", async (amo) => {
  const [lead] = ids(await amo.lead.addLeads([{ name: "Букеты" }]), "leads");
  const bot_id = Number(env("BOT"));
  assert.equal((await amo.salesbot.runTask([{ bot_id, entity_id: lead, entity_type: 2 }])).success, true);
  await assert.rejects(amo.salesbot.runTask([{ bot_id: 5, entity_id: lead, entity_type: 2 }]), (error) => {
    assert.equal(error.response["validation-errors"][0].errors[0].path, "0.bot_id");
    return true;
  });
});

chapter("subscriptions", async (amo) => {
  const [irina] = (await amo.user.getUsers())._embedded.users;
  const [lead] = ids(await amo.lead.addLeads([{ name: "Букеты", responsible_user_id: irina.id }]), "leads");
  const told = (answer) => answer._embedded.subscriptions.map((each) => [each.subscriber_id, each.type]);
  assert.deepEqual(told(await amo.lead.getLeadSubscriptionById(lead, { limit: 10 })), [[irina.id, "user"]]);
  await amo.customer.updateCustomersMode({ mode: "segments", is_enabled: true });
  const [cafe] = ids(await amo.customer.addCustomers([{ name: "Кафе", responsible_user_id: irina.id }]), "customers");
  assert.deepEqual(told(await amo.customer.getCustomerSubscriptionById(cafe)), [[irina.id, "user"]]);
  await refused(amo.lead.getLeadSubscriptionById(5), 404);
});

chapter("links by type", async (amo) => {
  const [maria, olesya] = ids(await amo.contact.addContacts([{ name: "Мария" }, { name: "Олеся" }]), "contacts");
  const [lead] = ids(await amo.lead.addLeads([{ name: "Букеты" }]), "leads");
  const to = (id) => ({ entity_id: lead, to_entity_id: id, to_entity_type: "contacts" });
  await amo.link.addLinksByEntityType("leads", [to(maria), to(olesya)]);
  const asked = { filter: (filter) => filter.multi("entity_id", [lead]) };
  const linked = async () => (await amo.link.getLinksByEntityType("leads", asked))._embedded.links.map((link) => link.to_entity_id);
  assert.deepEqual((await linked()).sort(), [maria, olesya].sort());
  await gone(amo.link.deleteLinksByEntityType("leads", [to(maria)])); // done, and yet the client throws: it is a POST
  assert.deepEqual(await linked(), [olesya]);
});

chapter("products", async (amo) => {
  assert.deepEqual((({ is_enabled, catalog_id }) => [is_enabled, catalog_id])(await amo.product.getStatusProducts()), [false, null]);
  const { is_enabled, catalog_id } = await amo.product.enableProducts(true);
  assert.equal(is_enabled, true);
  assert.equal((await amo.catalog.getCatalogById(catalog_id)).type, "products");
  assert.equal((await amo.product.enableProducts(false)).is_enabled, false);
});

chapter("several at once", async (amo) => {
  const call = { text: "Позвонить", complete_till: soon() };
  const tasks = ids(await amo.task.addTasks([call, { ...call, text: "Написать" }]), "tasks");
  await amo.task.completeTasks(tasks.map((id) => ({ id, is_completed: true, result: { text: "Готово" } })));
  assert.equal((await amo.task.getTaskById(tasks[1])).is_completed, true);
  const sites = [{ name: "Сайт", external_id: "site-1" }, { name: "Лендинг", external_id: "site-2" }];
  const [first, second] = ids(await amo.source.addSources(sites), "sources");
  assert.equal(await amo.source.deleteSources([{ id: first }]), null);
  assert.deepEqual(ids(await amo.source.getSources(), "sources"), [second]);
  const hello = { name: "Привет", content: "Здравствуйте" };
  const [hi, bye] = ids(await amo.chat_template.addChatTemplates([hello, { ...hello, name: "Пока" }]), "chat_templates");
  assert.equal(await amo.chat_template.deleteChatTemplates([{ id: hi }]), null);
  assert.deepEqual(ids(await amo.chat_template.getChatTemplates(), "chat_templates"), [bye]);
});

chapter("tags taken off", async (amo) => {
  const tagged = { _embedded: { tags: [{ name: "Опт" }] } };
  const leads = ids(await amo.lead.addLeads([{ name: "Свадьба", ...tagged }, { name: "Юбилей", ...tagged }]), "leads");
  const tags = async (id) => (await amo.lead.getLeadById(id))._embedded.tags.map((tag) => tag.name);
  await amo.tag.deleteTagsFromEntities("leads", [{ id: leads[0], _embedded: { tags: null } }]);
  assert.deepEqual(await Promise.all(leads.map(tags)), [[], ["Опт"]]);
  await amo.tag.deleteTagsToEntitiesById(leads[1], "leads", { _embedded: { tags: null } });
  assert.deepEqual(await tags(leads[1]), []);
});

chapter("unsorted calls and chats", async (amo) => {
  const metadata = { from: "79995550011", phone: "204", called_at: soon(), duration: 42, service_code: "pbx", is_call_event_needed: true };
  const came = { contacts: [{ name: "Мария", custom_fields_values: phone("+79995550011") }] };
  const call = { source_uid: "pbx-1", source_name: "АТС", created_at: soon(), metadata, _embedded: came };
  const [{ uid }] = (await amo.unsorted.addUnsortedSip([call]))._embedded.unsorted;
  assert.equal((await amo.unsorted.getUnsortedByUid(uid)).metadata.from, "79995550011");
  const [lead] = ids(await amo.lead.addLeads([{ name: "Букеты" }]), "leads");
  const link = { link: { entity_id: lead, entity_type: "leads" } };
  await refused(amo.unsorted.linkUnsortedByUid(uid, link), 400); // calls are accepted or declined
  assert.deepEqual(ids(await amo.unsorted.linkUnsortedByUid(env("CHAT"), link), "leads"), [lead]);
  await gone(amo.unsorted.getUnsortedByUid(env("CHAT")));
});

chapter("stages in a filter", async (amo) => {
  const [pipeline] = (await amo.pipeline.getPipelines())._embedded.pipelines;
  const [, won] = ids(await amo.lead.addLeads([{ name: "Свадьба" }, { name: "Юбилей", status_id: 142 }]), "leads");
  const filter = new Filter().statuses([[pipeline.id, 142]]);
  assert.deepEqual(ids(await amo.lead.getLeads({ filter }), "leads"), [won]);
});

chapter("webhooks received", async (amo) => {
  const hooks = http.createServer();
  const came = new Promise((resolve) => hooks.on("request", (request, answer) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => resolve([request.headers["content-type"], Buffer.concat(parts).toString(), answer.end()]));
  }));
  await new Promise((resolve) => hooks.listen(0, "127.0.0.1", resolve));
  await amo.webhook.addWebhook({ destination: `http://127.0.0.1:${hooks.address().port}/`, settings: ["add_lead"] });
  const [lead] = ids(await amo.lead.addLeads([{ name: "Букеты" }]), "leads");
  const [type, body] = await came;
  hooks.close();
  const sent = { method: "POST", body, headers: { "Content-Type": type } };
  assert.equal(new URLSearchParams(body).get("leads[add][0][id]"), String(lead));
  const handle = amo.webhookHandler();
  await assert.rejects(handle(new Request("http://hooks.example/", sent)), /not valid JSON/); // the vendor sends forms, it reads JSON
  const told = new Promise((resolve) => amo.once("leads:add", resolve));
  await handle(new Request("http://hooks.example/", { method: "POST", body: JSON.stringify({ leads: { add: [{ id: lead }] } }) }));
  assert.equal((await told).id, lead);
});

chapter("parts of files", async (amo) => {
  const { drive_url } = await amo.account.getAccount({ with: ["drive_url"] });
  const files = amo.file(drive_url);
  const { upload_url } = await files.createSession({ file_name: "price.txt", file_size: 5, content_type: "text/plain" });
  await assert.rejects(files.uploadFileChunk(new URL(upload_url).pathname.split("/").pop()), /40[45]/); // it asks instead of sending
});

const byCode = { ...auth(), grant_type: "authorization_code", code: env("CODE") };
run(new Amo("romashka.amocrm.ru", byCode, { request_delay: 0 }));
