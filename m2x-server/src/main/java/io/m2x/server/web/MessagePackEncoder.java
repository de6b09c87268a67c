package io.m2x.server.web;

import java.io.IOException;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractSingleValueEncoder;
import org.springframework.core.codec.EncodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.util.MimeType;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/**
 * Writes tables as MessagePack, with the same members as in JSON; times are text.
 */
final class MessagePackEncoder extends AbstractSingleValueEncoder<Table> {

	static final MediaType TYPE = new MediaType("application", "msgpack");

	MessagePackEncoder() {
		super(TYPE);
	}

	@Override
	public boolean canEncode(ResolvableType elementType, @Nullable MimeType mimeType) {
		return super.canEncode(elementType, mimeType) && elementType.toClass() == Table.class;
	}

	@Override
	protected Flux<DataBuffer> encode(Table table, DataBufferFactory buffers, ResolvableType type,
			@Nullable MimeType mimeType, @Nullable Map<String, Object> hints) {
		return Flux.just(table).map((value) -> buffers.wrap(write(value)));
	}

	private static byte[] write(Table table) {
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
