// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IFeaturedMessages} from "./interfaces/IFeaturedMessages.sol";
import {ILayerLens} from "./interfaces/ILayerLens.sol";
import {ILayerToken} from "./interfaces/ILayerToken.sol";

/// @title  LayerLens
/// @notice Reads works. Stateless.
contract LayerLens is ILayerLens {
    uint256 private constant INDEX_BITS = 16;

    /// @inheritdoc ILayerLens
    address public immutable layerToken;
    /// @inheritdoc ILayerLens
    address public immutable featuredMessages;

    /// @param layerToken_        the contract whose tokens are read
    /// @param featuredMessages_  the contract whose messages are read
    constructor(address layerToken_, address featuredMessages_) {
        layerToken = layerToken_;
        featuredMessages = featuredMessages_;
    }

    /// @inheritdoc ILayerLens
    function getWork(uint256 workId) external view returns (WorkState memory work) {
        uint256 layers;
        (work.entropy, layers) = ILayerToken(layerToken).workOf(workId);
        work.blockNumber = block.number;
        work.tokens = new TokenState[](layers + 1);
        for (uint256 index = 0; index <= layers; ++index) {
            _read(workId << INDEX_BITS | index, work.tokens[index]);
        }
    }

    function _read(uint256 tokenId, TokenState memory state) private view {
        ILayerToken token = ILayerToken(layerToken);
        state.owner = IERC721(layerToken).ownerOf(tokenId);
        state.user = token.userOf(tokenId);
        state.userExpires = uint64(token.userExpires(tokenId));
        state.word = token.styleOf(tokenId);
        state.bounds = token.boundsOf(tokenId);
        state.epoch = token.epochOf(tokenId);
        state.signatureEpoch = token.signatureEpochOf(tokenId);
        Message memory message = state.message;
        (message.contentHash, message.postedAt, message.live, message.hidden) =
            IFeaturedMessages(featuredMessages).messageOf(tokenId);
    }
}
