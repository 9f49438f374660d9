// npm's `@shevernitskiy/amo`, method by method.
const assert = require("node:assert/strict");
const { Amo, Filter } = require("@shevernitskiy/amo");
const { auth, chapter, env, phone, run, soon } = require("./chapter.cjs");

const ids = (answer, key) => answer._embedded[key].map((item) => item.id);
const gone = (asking) => assert.rejects(asking, /204/);

chapter("account", async (amo) => {
  const account = await amo.account.getAccount({ with: ["amojo_id", "users_groups", "task_types", "drive_url"] });
  assert.equal(account.subdomain, "romashka");
  assert.ok(account._embedded.users_groups.some((group) => group.name === "Магазины"));
  const users = await amo.user.getUsers({ with: ["group", "role"] });
  const anna = users._embedded.users.find((user) => user.name === "Анна Соколова");
  assert.equal((await amo.user.getUserById(anna.id)).email, "anna@romashka.example");
});

chapter("leads", async (amo) => {
  const added = await amo.lead.addLeads([{ name: "Свадьба", price: 15000 }, { name: "Юбилей", price: 9000 }]);
  const [wedding, birthday] = ids(added, "leads");
  assert.equal((await amo.lead.getLeadById(wedding, { with: ["contacts"] })).price, 15000);
  await amo.lead.updateLeads([{ id: wedding, price: 17500 }, { id: birthday, status_id: 142 }]);
  const changed = await amo.lead.updateLeadById(birthday, { name: "Юбилей фирмы" });
  assert.equal(changed.id, birthday);
  const dear = await amo.lead.getLeads({ filter: (filter) => filter.range("price", 10000, 20000), order: { param: "id", type: "desc" } });
  assert.deepEqual(ids(dear, "leads"), [wedding]);
  const both = await amo.lead.getLeads({ filter: new Filter().multi("id", [wedding, birthday]), limit: 1, page: 2 });
  assert.deepEqual(ids(both, "leads"), [birthday]);
  await gone(amo.lead.getLeads({ query: "такого нет" }));
  await gone(amo.lead.getLeadById(5));
});

chapter("complex", async (amo) => {
  const [made] = await amo.lead.addComplex([
    {
      name: "Заявка",
      _embedded: {
        contacts: [{ first_name: "Мария", custom_fields_values: phone("+79261110022") }],
        companies: [{ name: "ООО Ветер" }],
      },
    },
  ]);
  assert.deepEqual(made.request_id, ["0"]);
  assert.equal((await amo.contact.getContactById(made.contact_id, { with: ["leads"] }))._embedded.leads[0].id, made.id);
  assert.equal((await amo.company.getCompanyById(made.company_id)).name, "ООО Ветер");
});

chapter("people", async (amo) => {
  const [maria] = ids(await amo.contact.addContacts([{ name: "Мария Ким", custom_fields_values: phone("+79261110022") }]), "contacts");
  await amo.contact.updateContacts([{ id: maria, first_name: "Мария" }]);
  await amo.contact.updateContactById(maria, { last_name: "Ким-Соколова" });
  assert.equal((await amo.contact.getContacts({ query: "9261110022" }))._embedded.contacts[0].last_name, "Ким-Соколова");
  const [veter] = ids(await amo.company.addCompanies([{ name: "ООО Ветер" }]), "companies");
  await amo.company.updateCompanies([{ id: veter, name: "ООО Парус" }]);
  await amo.company.updateCompaniesById(veter, { custom_fields_values: phone("+74951110022") });
  assert.equal((await amo.company.getCompanies())._embedded.companies[0].name, "ООО Парус");
  const [lead] = ids(await amo.lead.addLeads([{ name: "Букеты" }]), "leads");
  const target = { to_entity_id: maria, to_entity_type: "contacts" };
  await amo.link.addLinksByEntityId(lead, "leads", [target]);
  await amo.link.addLinksByEntityType("leads", [{ entity_id: lead, to_entity_id: veter, to_entity_type: "companies" }]);
  assert.equal((await amo.link.getLinksByEntityId(lead, "leads"))._embedded.links.length, 2);
  await gone(amo.link.deleteLinksByEntityId(lead, "leads", [target])); // done, and yet the client throws: it is a POST
  assert.equal((await amo.link.getLinksByEntityId(lead, "leads"))._embedded.links.length, 1);
});

chapter("pipelines", async (amo) => {
  const stages = [{ name: "Заявка", sort: 10, color: "#fffeb2" }, { id: 142, name: "Продано" }];
  const pipeline = { name: "Опт", sort: 20, is_main: false, is_unsorted_on: true, _embedded: { statuses: stages } };
  const [wholesale] = ids(await amo.pipeline.addPipelines([pipeline]), "pipelines");
  const [billed] = ids(await amo.pipeline.addStatuses(wholesale, [{ name: "Счёт", sort: 30, color: "#98cbff" }]), "statuses");
  await amo.pipeline.updateStatusById(billed, wholesale, { name: "Счёт выставлен" });
  assert.equal((await amo.pipeline.getStatusesById(billed, wholesale)).name, "Счёт выставлен");
  assert.equal((await amo.pipeline.getStatusesByPipelineId(wholesale))._embedded.statuses.length, 5);
  await amo.pipeline.deleteStatusById(billed, wholesale);
  await amo.pipeline.updatePipelinesById(wholesale, { name: "Опт и магазины" });
  assert.equal((await amo.pipeline.getPipelineById(wholesale)).name, "Опт и магазины");
  assert.equal(await amo.pipeline.deletePipelineById(wholesale), null);
  assert.equal((await amo.pipeline.getPipelines())._embedded.pipelines.length, 1);
});

chapter("catalogs", async (amo) => {
  const [flowers] = ids(await amo.catalog.addCatalogs([{ name: "Цветы", type: "regular" }]), "catalogs");
  await amo.catalog.updateCatalogs([{ id: flowers, name: "Срезанные цветы" }]);
  await amo.catalog.updateCatalogById(flowers, { sort: 7 });
  assert.equal((await amo.catalog.getCatalogById(flowers)).sort, 7);
  assert.equal((await amo.catalog.getCatalogs())._embedded.catalogs.length >= 1, true);
  await assert.rejects(amo.catalog.addCatalogElements(flowers, [{ name: "Роза" }]), /405/); // it posts an element to the catalog
  const made = await amo.raw.post({ url: `/api/v4/catalogs/${flowers}/elements`, payload: [{ name: "Роза" }] });
  const [rose] = ids(made, "elements");
  await amo.catalog.updateCatalogElements(flowers, [{ id: rose, name: "Роза красная" }]);
  await amo.catalog.updateCatalogElementById(rose, flowers, { name: "Роза белая" });
  assert.equal((await amo.catalog.getCatalogElementById(rose, flowers)).name, "Роза белая");
  assert.deepEqual(ids(await amo.catalog.getCatalogElementsByCatalogId(flowers, { query: "роза" }), "elements"), [rose]);
});

chapter("fields", async (amo) => {
  const fields = amo.custom_fields;
  const [kind] = ids(await fields.addCustomFields("leads", [{ type: "select", name: "Сорт", enums: [{ value: "Улун", sort: 1 }] }]), "custom_fields");
  await fields.updateCustomFields("leads", [{ id: kind, name: "Сорт чая" }]);
  await fields.updateCustomFieldById(kind, "leads", { sort: 3 });
  assert.equal((await fields.getCustomFieldById(kind, "leads")).name, "Сорт чая");
  assert.ok(ids(await fields.getCustomFields("leads"), "custom_fields").includes(kind));
  await assert.rejects(fields.addCustomFieldsGroups("leads", [{ name: "Доставка" }]), /400/); // it posts a group to the fields
  const made = await amo.raw.post({ url: "/api/v4/leads/custom_fields/groups", payload: [{ name: "Доставка", sort: 5 }] });
  const [group] = ids(made, "custom_field_groups");
  await fields.updateCustomFieldsGroupById(group, "leads", { name: "Доставка и оплата" });
  assert.equal((await fields.getCustomFieldsByGroupId(group, "leads")).name, "Доставка и оплата");
  assert.ok(ids(await fields.getCustomFieldsGroups("leads"), "custom_field_groups").includes(group));
  await fields.deleteCustomFieldsGroupById(group, "leads");
  await fields.deleteCustomFieldById(kind, "leads");
});

chapter("work", async (amo) => {
  const [lead] = ids(await amo.lead.addLeads([{ name: "Букеты" }]), "leads");
  const [call] = ids(await amo.task.addTasks([{ text: "Позвонить", complete_till: soon(), entity_id: lead, entity_type: "leads" }]), "tasks");
  await amo.task.updateTasks([{ id: call, text: "Позвонить ещё раз" }]);
  await amo.task.updateTaskById(call, { duration: 60 });
  await amo.task.completeTaskById(call, { is_completed: true, result: { text: "Договорились" } });
  assert.equal((await amo.task.getTaskById(call)).result.text, "Договорились");
  assert.deepEqual(ids(await amo.task.getTasks({ filter: (filter) => filter.single("is_completed", 1) }), "tasks"), [call]);
  const [note] = ids(await amo.note.addNotes("leads", [{ entity_id: lead, note_type: "common", params: { text: "Ждёт" } }]), "notes");
  await amo.note.updateNotes("leads", [{ id: note, params: { text: "Получил" } }]);
  await amo.note.updateNoteById(note, "leads", { entity_id: lead, params: { text: "Получил счёт" } });
  assert.equal((await amo.note.getNotesById(note, "leads")).params.text, "Получил счёт");
  assert.deepEqual(ids(await amo.note.getNotesByEntityId(lead, "leads"), "notes"), [note]);
  assert.deepEqual(ids(await amo.note.getNotesByEntityType("leads"), "notes"), [note]);
  await amo.tag.addTags("leads", [{ name: "Опт" }]);
  await amo.tag.addTagsToEntities("leads", [{ id: lead, _embedded: { tags: [{ name: "Опт" }] } }]);
  assert.equal((await amo.tag.getTags("leads", { query: "опт" }))._embedded.tags.length, 1);
  await assert.rejects(amo.tag.addTagsToEntitiesById(lead, "leads", [{ name: "VIP" }]), (error) => error.response.status === 400);
});

chapter("events", async (amo) => {
  const [lead] = ids(await amo.lead.addLeads([{ name: "Букеты" }]), "leads");
  await amo.lead.updateLeadById(lead, { status_id: 142 });
  const events = await amo.event.getEvents({ filter: (filter) => filter.single("type", "lead_status_changed") });
  const [event] = events._embedded.events;
  assert.equal(event.value_after[0].lead_status.id, 142);
  assert.equal((await amo.event.getEventById(event.id)).entity_id, lead);
  const types = await amo.event.getEventsTypes("ru");
  assert.ok(types._embedded.events_types.some((type) => type.key === "lead_added"));
});

chapter("webhooks", async (amo) => {
  const destination = `http://127.0.0.1:${env("CLOUD_PORT")}/hook`;
  await amo.webhook.addWebhook({ destination, settings: ["add_lead"] });
  assert.equal((await amo.webhook.getWebhooks())._embedded.webhooks[0].destination, destination);
  assert.equal(await amo.webhook.deleteWebhook({ destination }), null);
});

chapter("customers", async (amo) => {
  await amo.customer.updateCustomersMode({ mode: "segments", is_enabled: true });
  const segment = await amo.segment.addSegment({ name: "Кафе", color: "2176ff" });
  await amo.segment.updateSegmentById(segment.id, { name: "Кофейни" });
  assert.equal((await amo.segment.getSegmenteById(segment.id)).name, "Кофейни");
  assert.equal((await amo.segment.getSegments())._embedded.segments.length, 1);
  await amo.segment.deleteSegmentById(segment.id);
  await amo.customer.updateCustomersMode({ mode: "periodicity", is_enabled: true });
  const before = (await amo.status.getStatuses())._embedded.statuses.length;
  const [regular] = ids(await amo.status.addStatuses([{ name: "Постоянные", sort: 15, color: "#fffeb2" }]), "statuses");
  await amo.status.updateStatusById(regular, { name: "Свои" });
  assert.equal((await amo.status.getStatuseById(regular)).name, "Свои");
  await amo.status.deleteStatusById(regular);
  assert.equal((await amo.status.getStatuses())._embedded.statuses.length, before);
  const plan = { next_price: 4500, next_date: soon(), periodicity: 30 };
  const [cafe] = ids(await amo.customer.addCustomers([{ name: "Кафе «Ветер»", ...plan }]), "customers");
  await amo.customer.updateCustomers([{ id: cafe, next_price: 5000 }]);
  await amo.customer.updateCustomerById(cafe, { name: "Кафе «Парус»" });
  assert.equal((await amo.customer.getCustomerById(cafe)).next_price, 5000);
  assert.deepEqual(ids(await amo.customer.getCustomers({ with: ["contacts"] }), "customers"), [cafe]);
});

chapter("calls and sources", async (amo) => {
  const [maria] = ids(await amo.contact.addContacts([{ name: "Мария", custom_fields_values: phone("+79261110022") }]), "contacts");
  const call = { direction: "inbound", phone: "+79261110022", source: "АТС", duration: 60, uniq: "8f52" };
  const calls = await amo.call.addCalls([call]);
  assert.equal(calls._embedded.calls[0].entity_id, maria);
  const unknown = await amo.call.addCalls([{ ...call, phone: "+70000000000", uniq: "8f53" }]);
  assert.equal(unknown.errors[0].status, 263);
  const [site] = ids(await amo.source.addSources([{ name: "Сайт", external_id: "site-1" }]), "sources");
  await amo.source.updateSources([{ id: site, name: "Наш сайт" }]);
  await amo.source.updateSourceById(site, { name: "Сайт «Ромашки»" });
  assert.equal((await amo.source.getSourceById(site)).name, "Сайт «Ромашки»");
  assert.deepEqual(ids(await amo.source.getSources(), "sources"), [site]);
  await amo.source.deleteSourceById(site);
});

chapter("files", async (amo) => {
  const { drive_url } = await amo.account.getAccount({ with: ["drive_url"] });
  const files = amo.file(drive_url);
  const session = await files.createSession({ file_name: "price.txt", file_size: 5, content_type: "text/plain" });
  const headers = { "Content-Type": "text/plain", Authorization: `Bearer ${amo.token.access_token}` };
  const sent = await fetch(session.upload_url, { method: "POST", body: "5 rub", headers }); // the client itself cannot send a part
  const { uuid, ...rest } = await sent.json();
  assert.ok(uuid, JSON.stringify(rest));
  await files.updateFileByUUID(uuid, { name: "Цены" });
  assert.equal((await files.getFileByUUID(uuid)).name, "Цены");
  assert.equal((await files.getFiles())._embedded.files.length, 1);
  assert.equal((await files.getFileVersionByUUID(uuid))._embedded.versions.length, 1);
  const [lead] = ids(await amo.lead.addLeads([{ name: "Букеты" }]), "leads");
  await files.linkEntityFiles(lead, "leads", [{ file_uuid: uuid }]);
  assert.equal((await files.getEntityFiles(lead, "leads"))._embedded.files[0].file_uuid, uuid);
  assert.equal((await files.getFileEntities(uuid)).entities.length, 1);
  // Done, and yet the client throws: the vendor's 202 has no body, and it looks for JSON in one.
  await assert.rejects(files.unlinkEntityFiles(lead, "leads", [{ file_uuid: uuid }]), SyntaxError);
  await gone(files.getEntityFiles(lead, "leads"));
  await files.deleteFiles([{ uuid }]);
  assert.equal((await files.restoreFiles([{ uuid }]))._embedded.files.length, 1);
});

chapter("purchases", async (amo) => {
  await amo.customer.updateCustomersMode({ mode: "segments", is_enabled: true });
  const [cafe] = ids(await amo.customer.addCustomers([{ name: "Кафе «Ветер»" }]), "customers");
  const [order] = ids(await amo.customer.addTransactionsToCustomer(cafe, [{ price: 4500, comment: "Заказ 118" }]), "transactions");
  assert.deepEqual(ids(await amo.customer.getTransactions(), "transactions"), [order]);
  assert.equal((await amo.customer.getTransactionsByCustomerId(cafe))._embedded.transactions[0].price, 4500);
  assert.equal((await amo.customer.updateBonusPointsByCustomerId(cafe, { earn: 20 })).bonus_points, 20);
  assert.equal((await amo.customer.getCustomerById(cafe)).ltv, 4500);
  await amo.customer.deleteTransactionsById(order);
  await gone(amo.customer.getTransactions());
});

chapter("chats", async (amo) => {
  const [hello] = ids(await amo.chat_template.addChatTemplates([{ name: "Привет", content: "Здравствуйте", external_id: "hi" }]), "chat_templates");
  await amo.chat_template.updateChatTemplates([{ id: hello, name: "Добрый день" }]);
  await amo.chat_template.updateChatTemplateById(hello, { content: "Добрый день" });
  assert.equal((await amo.chat_template.getChatTemplateById(hello)).content, "Добрый день");
  assert.deepEqual(ids(await amo.chat_template.getChatTemplates(), "chat_templates"), [hello]);
  await amo.chat_template.deleteChatTemplateById(hello);
  const [maria] = ids(await amo.contact.addContacts([{ name: "Мария" }]), "contacts");
  const metadata = { entity_type: "contacts", entity_id: maria };
  const links = await amo.short_link.createShortLinks([{ url: "https://shop.example/offer", metadata }]);
  assert.match(links._embedded.short_links[0].url, /^https:/);
  await assert.rejects(amo.talk.getTalkById(5), /404/);
});

chapter("unsorted", async (amo) => {
  const came = { leads: [{ name: "Букет" }], contacts: [{ name: "Мария Ким" }] };
  const form = { form_id: "f7", form_name: "Заказ", form_page: "https://romashka.example/", form_sent_at: soon(), ip: "192.0.2.7", referer: "" };
  const source = { source_uid: "site-1", source_name: "Сайт", created_at: soon(), _embedded: came };
  const filled = await amo.unsorted.addUnsortedForm([{ ...source, metadata: form }, { ...source, source_uid: "site-2", metadata: form }]);
  const [first, second] = filled._embedded.unsorted.map((item) => item.uid);
  assert.equal((await amo.unsorted.getUnsorted())._embedded.unsorted.length, 2);
  assert.equal((await amo.unsorted.getUnsortedByUid(first)).category, "forms");
  const accepted = await amo.unsorted.acceptUnsortedByUid(first);
  assert.equal((await amo.lead.getLeadById(accepted._embedded.leads[0].id)).name, "Букет");
  await amo.unsorted.declineUnsortedByUid(second);
  assert.equal((await amo.unsorted.getUnsortedSummary()).accepted, 1);
});

chapter("faults", async (amo) => {
  await assert.rejects(amo.lead.addLeads([{ name: "Плохая", status_id: 1 }]), (error) => {
    const [fault] = error.response["validation-errors"];
    assert.deepEqual([fault.request_id, fault.errors[0].code], ["0", "NotSupportedChoice"]);
    return true;
  });
});

chapter("refresh", async (amo) => {
  await amo.account.getAccount();
  const before = amo.token;
  const old = { ...auth(), ...before, expires_at: 1 };
  const again = new Amo("romashka.amocrm.ru", old, { request_delay: 0 });
  assert.equal((await again.account.getAccount()).subdomain, "romashka");
  assert.notEqual(again.token.refresh_token, before.refresh_token);
});

const byCode = { ...auth(), grant_type: "authorization_code", code: env("CODE") };
run(new Amo("romashka.amocrm.ru", byCode, { request_delay: 0 }));
