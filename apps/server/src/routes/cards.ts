import * as cards from "@dinhdanh/cards";
import { uuidSchema } from "@dinhdanh/kernel";
import { z } from "zod";
import { writeCardPicture } from "../card-picture/write-card-picture.ts";
import { actorOf, type App } from "../edge/app.ts";
import { valueOf } from "../problems/problem.ts";
import type { Register } from "../register.ts";

const tags = ["cards"];

/** Cards of people: handing over, reporting, revoking; and proving one genuine. */
export function cardRoutes(app: App, register: Register): void {
  const deps = register.cards;
  const card = { 200: cards.cardViewSchema };
  app.route({
    method: "GET",
    url: "/people/:personId/cards",
    schema: {
      tags,
      summary: "Cards of a person, latest first",
      params: z.strictObject({ personId: uuidSchema.toLowerCase() }),
      response: { 200: z.array(cards.cardViewSchema) },
    },
    handler: async (request) => valueOf(await cards.personCards(deps, actorOf(request), request.params.personId)),
  });
  pictureRoutes(app, register);
  app.route({
    method: "POST",
    url: "/cards/desk",
    schema: {
      tags,
      summary: "Cards at a unit that wait to be handed over; the reads are logged",
      body: cards.deskQuerySchema,
      response: { 200: cards.deskSchema },
    },
    handler: async (request) => valueOf(await cards.handOverDesk(deps, actorOf(request), request.body)),
  });
  app.route({
    method: "POST",
    url: "/cards/hand-over",
    schema: { tags, summary: "Hand a card over, with the proof of who took it", body: cards.handOverSchema, response: card },
    handler: async (request) => valueOf(await cards.handOver(deps, actorOf(request), request.body)),
  });
  app.route({
    method: "POST",
    url: "/cards/return",
    schema: { tags, summary: "A card that could not be handed over", body: cards.returnCardSchema, response: card },
    handler: async (request) => valueOf(await cards.returnUndelivered(deps, actorOf(request), request.body)),
  });
  app.route({
    method: "POST",
    url: "/cards/report",
    schema: {
      tags,
      summary: "A card is lost or damaged, or shows another face or wrong data",
      body: cards.reportCardSchema,
      response: card,
    },
    handler: async (request) => valueOf(await cards.reportCard(deps, actorOf(request), request.body)),
  });
  app.route({
    method: "POST",
    url: "/cards/revoke",
    schema: { tags, summary: "Take a card out of force", body: cards.revokeCardSchema, response: card },
    handler: async (request) => valueOf(await cards.revokeCard(deps, actorOf(request), request.body)),
  });
}

function pictureRoutes(app: App, register: Register): void {
  const params = z.strictObject({ personId: uuidSchema.toLowerCase(), cardId: uuidSchema.toLowerCase() });
  app.route({
    method: "GET",
    url: "/people/:personId/cards/:cardId/picture",
    schema: { tags, summary: "What is printed on a card; the read is logged", params, response: { 200: cards.cardPictureSchema } },
    handler: async (request) => valueOf(await cards.cardPicture(register.cards, actorOf(request), request.params)),
  });
  app.route({
    method: "GET",
    url: "/people/:personId/cards/:cardId/picture.pdf",
    schema: {
      tags,
      summary: "The picture of a card as PDF, marked as a specimen; the read is logged",
      params,
      response: { 200: { description: "Picture", content: { "application/pdf": { schema: z.unknown() } } } },
    },
    handler: async (request, reply) => {
      const picture = valueOf(await cards.cardPicture(register.cards, actorOf(request), request.params));
      const name = `specimen-${picture.serial ?? request.params.cardId}.pdf`;
      void reply.type("application/pdf").header("content-disposition", `inline; filename="${name}"`);
      return reply.send(await writeCardPicture(picture));
    },
  });
}
