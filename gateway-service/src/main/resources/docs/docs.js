// Draws the API document as a page: areas, routes, shapes.
const methods = ['get', 'post', 'put', 'patch', 'delete'];

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function nameOf(schema) {
  if (!schema) return '';
  if (schema.$ref) return schema.$ref.split('/').at(-1);
  if (schema.oneOf) return schema.oneOf.map(nameOf).join(' or ');
  if (schema.type === 'array') return `${nameOf(schema.items)}[]`;
  if (schema.enum) return schema.enum.filter((value) => value !== null).join(' | ');
  if (schema.additionalProperties) return `map of ${nameOf(schema.additionalProperties)}`;
  if (schema.properties) return `{ ${Object.keys(schema.properties).join(', ')} }`;
  return [schema.type].flat().join(' or ') + (schema.format ? ` (${schema.format})` : '');
}

function schemaOf(part) {
  return part?.content && Object.values(part.content)[0]?.schema;
}

function route(method, path, operation, shared, api) {
  const details = element('details');
  const summary = element('summary');
  summary.append(
    element('span', method.toUpperCase(), 'method'),
    element('code', path),
    element('span', operation.summary, 'what'),
  );
  details.append(summary);
  if (operation.description) details.append(element('p', operation.description));
  const lines = [];
  for (const given of [...shared, ...(operation.parameters ?? [])]) {
    const parameter = given.$ref ? api.components.parameters[given.$ref.split('/').at(-1)] : given;
    lines.push(`${parameter.in} ${parameter.name}: ${nameOf(parameter.schema)}${parameter.required ? '' : ' (optional)'}`);
  }
  if (operation.requestBody) lines.push(`body: ${nameOf(schemaOf(operation.requestBody))}`);
  for (const [status, response] of Object.entries(operation.responses)) {
    lines.push(`${status}: ${nameOf(schemaOf(response)) || response.description}`);
  }
  details.append(element('pre', lines.join('\n')));
  return details;
}

function shape(name, schema) {
  const details = element('details');
  const summary = element('summary');
  summary.append(element('code', name), element('span', schema.description ?? '', 'what'));
  const required = new Set(schema.required ?? []);
  const lines = schema.properties
    ? Object.entries(schema.properties).map(([key, value]) => `${key}${required.has(key) ? '' : '?'}: ${nameOf(value)}`)
    : [nameOf(schema)];
  details.append(summary, element('pre', lines.join('\n')));
  return details;
}

const api = await (await fetch('/openapi.json')).json();
const routes = document.getElementById('routes');
const areas = document.getElementById('areas');
routes.textContent = '';
document.getElementById('about').textContent = api.info.description;
for (const { name } of api.tags) {
  const heading = element('h2', name);
  heading.id = name;
  const link = element('a', name);
  link.href = `#${name}`;
  areas.append(link);
  routes.append(heading);
  for (const [path, item] of Object.entries(api.paths)) {
    for (const method of methods) {
      if (item[method]?.tags.includes(name)) {
        routes.append(route(method, path, item[method], item.parameters ?? [], api));
      }
    }
  }
}
const shapes = document.getElementById('shapes');
for (const [name, schema] of Object.entries(api.components.schemas)) shapes.append(shape(name, schema));
