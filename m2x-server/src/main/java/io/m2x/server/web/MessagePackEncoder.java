package io.m2x.server.web;

import java.io.IOException;
import java.util.Map;

import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.springframework.core.codec.EncodingException;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/**
 * Writes tables as MessagePack, with the same members as in JSON; times are text.
 */
final class MessagePackEncoder extends TableEncoder {

	static final MediaType TYPE = new MediaType("application", "msgpack");

	MessagePackEncoder() {
		super(TYPE);
	}

	@Override
	byte[] write(Table table) {
		try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
			pack(packer, WireJson.MAPPER.valueToTree(table.body()));
			return packer.toByteArray();
		}
		catch (IOException ex) {
			throw new EncodingException("The table can't be written as MessagePack", ex);
		}
	}

	private static void pack(MessageBufferPacker packer, JsonNode node) throws IOException {
		if (node.isObject()) {
			packer.packMapHeader(node.size());
			for (Map.Entry<String, JsonNode> member : node.properties()) {
				packer.packString(member.getKey());
				pack(packer, member.getValue());
			}
		}
		else if (node.isArray()) {
			packer.packArrayHeader(node.size());
			for (JsonNode element : node) {
				pack(packer, element);
			}
		}
		else if (node.isNull()) {
			packer.packNil();
		}
		else if (node.isIntegralNumber()) {
			packer.packLong(node.longValue());
		}
		else if (node.isNumber()) {
			packer.packDouble(node.doubleValue());
		}
		else {
			packer.packString(node.asString());
		}
	}

}
