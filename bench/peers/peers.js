// Times easy-template-x and carbone: node peers.js JOB.json → one JSON line of milliseconds for each job.
const fs = require("fs");

function median(times) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

async function timed(work, seconds) {
  const warm = performance.now();
  while (performance.now() - warm < seconds * 500) await work();
  const times = [];
  const begin = performance.now();
  while (performance.now() - begin < seconds * 1000 || times.length < 5) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return { median: median(times), rounds: times.length };
}

function easyTemplateX(template, data) {
  const { TemplateHandler } = require("easy-template-x");
  const handler = new TemplateHandler();
  const content = fs.readFileSync(template);
  return async () => Buffer.from(await handler.process(content, data));
}

function carbone(template, data) {
  const engine = require("carbone");
  return () =>
    new Promise((resolve, reject) =>
      engine.render(template, data, {}, (error, result) => (error ? reject(error) : resolve(result))),
    );
}

(async () => {
  const jobs = JSON.parse(fs.readFileSync(process.argv[2]));
  const engines = { "easy-template-x": easyTemplateX, carbone };
  const results = [];
  for (const job of jobs) {
    const work = engines[job.engine](job.template, job.data);
    fs.writeFileSync(job.output, await work());
    results.push({ engine: job.engine, rows: job.rows, ...(await timed(work, job.seconds)) });
  }
  console.log(JSON.stringify(results));
  process.exit(0);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
