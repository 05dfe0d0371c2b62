// OpenAI's own client, unchanged, at our /v1: everything a program needs, and every error it must understand.
//   npm ci && OPENAI_BASE_URL=https://<gateway>/v1 OPENAI_API_KEY=aw_… node check.mjs [chat model] [embedding model]
// More headers, for a router without a gateway before it: HEADERS='{"x-api-key-id":"…"}'
import assert from "node:assert/strict";
import OpenAI from "openai";

const [model = "gpt-4o-mini", embedding = "all-minilm-l6-v2"] = process.argv.slice(2);
const client = new OpenAI({ maxRetries: 0, defaultHeaders: JSON.parse(process.env.HEADERS ?? "{}") });
const messages = [{ role: "user", content: "Say hello." }];
const tool = (name) => ({ type: "function", function: { name, description: `Does ${name}.`, parameters: { type: "object", properties: { id: { type: "string" } } } } });
const schema = { type: "json_schema", json_schema: { name: "card", strict: true, schema: { type: "object", properties: { title: { type: "string" } }, required: ["title"], additionalProperties: false } } };

const checks = {
  async chat() {
    const answer = await client.chat.completions.create({ model, messages, temperature: 0.2, max_completion_tokens: 200 });
    assert.equal(answer.object, "chat.completion");
    assert.equal(answer.choices[0].message.role, "assistant");
    assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
    assert.match(answer.agentworks.price, /^\d+\.\d+$/);
    assert.ok(answer._request_id);
  },
  async stream() {
    let text = "", reason, usage;
    for await (const chunk of await client.chat.completions.create({ model, messages, stream: true, stream_options: { include_usage: true } })) {
      text += chunk.choices[0]?.delta.content ?? "";
      reason = chunk.choices[0]?.finish_reason ?? reason;
      usage = chunk.usage ?? usage;
    }
    assert.ok(text.length > 0);
    assert.equal(reason, "stop");
    assert.ok(usage.total_tokens > 0);
  },
  async helperOfStreams() {
    const whole = await client.chat.completions.stream({ model, messages }).finalChatCompletion();
    assert.ok(whole.choices[0].message.content.length > 0);
  },
  async tools() {
    const answer = await client.chat.completions.create({ model, messages, tools: [tool("read_card"), tool("finish")], tool_choice: "auto", parallel_tool_calls: true });
    for (const call of answer.choices[0].message.tool_calls ?? []) JSON.parse(call.function.arguments);
    assert.ok(["stop", "tool_calls"].includes(answer.choices[0].finish_reason));
  },
  async structuredOutput() {
    const answer = await client.chat.completions.create({ model, messages, response_format: schema });
    assert.ok(answer.choices[0].message.content !== undefined);
  },
  async embeddings() {
    const one = await client.embeddings.create({ model: embedding, input: "Hello." });
    const many = await client.embeddings.create({ model: embedding, input: ["Hello.", "Good day."], encoding_format: "float" });
    assert.equal(many.data.length, 2);
    assert.equal(one.data[0].embedding.length, many.data[0].embedding.length);
    one.data[0].embedding.forEach((x, i) => assert.ok(Math.abs(x - many.data[0].embedding[i]) < 1e-4));
  },
  async models() {
    const all = [];
    for await (const one of client.models.list()) all.push(one.id);
    assert.ok(all.includes(model), all.join(" "));
    assert.equal((await client.models.retrieve(model)).object, "model");
  },
  async errors() {
    await assert.rejects(client.chat.completions.create({ model: "gpt-17", messages }), (e) => e instanceof OpenAI.NotFoundError && e.code === "model_not_found");
    await assert.rejects(client.chat.completions.create({ model, messages, n: 2 }), (e) => e instanceof OpenAI.BadRequestError && e.param === "n");
    await assert.rejects(client.chat.completions.create({ model, messages: [] }), OpenAI.BadRequestError);
    await assert.rejects(client.withOptions({ apiKey: "nobody" }).models.list(), OpenAI.AuthenticationError);
  },
  async abort() {
    const stream = await client.chat.completions.create({ model, messages, stream: true });
    for await (const _ of stream) break;
    assert.ok(stream.controller.signal.aborted);
  },
};
for (const [name, check] of Object.entries(checks)) {
  await check();
  console.log(`ok ${name}`);
}
